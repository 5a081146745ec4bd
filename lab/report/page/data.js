/* data.js — the results of the comparisons, from lab/report/html_data.c, and functions of them */
const data = JSON.parse(document.getElementById('data').textContent);
const TRAIN_LOSS = 0,
  TRAIN_ACCURACY = 1,
  VALIDATION_LOSS = 2,
  VALIDATION_ACCURACY = 3;
const LAST = data.tasks[0].cells[0].moments.length - 1; /* moments are 0 … LAST, with fractions during playback */

const isLoss = metric => metric === TRAIN_LOSS || metric === VALIDATION_LOSS;
const inPercent = (task, metric) => !isLoss(metric) && !task.r2;
const unit = (task, metric) => (inPercent(task, metric) ? '\u00a0%' : '');
const metricWords = (task, metric) => translate(task.r2 ? 'metricR2' : 'metric')[metric];

/* A value of a metric as in the tables of C: "97.5", "0.0812"; very large values in powers of ten. */
const figure = (task, metric, v) =>
  !isNumber(v) ? '–' : Math.abs(v) >= 1e5 ? v.toExponential(2) : inPercent(task, metric) ? grouped(100 * v, 1) : grouped(v, 4);
const signed = (task, metric, v) => (!isNumber(v) ? '–' : (v < 0 ? '' : '+') + figure(task, metric, v));
const plusMinus = (task, metric, stats) =>
  !stats[0] ? '–' : figure(task, metric, stats[1]) + (stats[0] > 1 ? ' ± ' + figure(task, metric, stats[2]) : '');

/* --- time --------------------------------------------------------------------------------------------------------- */

const stepAt = (cell, moment) => (Number.isInteger(moment) ? cell.moments[moment] : Math.round((moment / LAST) ** 2 * cell.steps));
const epochAt = (cell, step) => (step ? Math.ceil(step / cell.per_epoch) : 0);
const momentNear = (cell, step) => clamp(Math.round(LAST * Math.sqrt(step / cell.steps)), 0, LAST);

/* The last i with sorted[i] ≤ v, or 0. */
function below(sorted, v) {
  let low = 0,
    high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle] <= v) low = middle;
    else high = middle - 1;
  }
  return low;
}

function nearest(sorted, v) {
  const i = below(sorted, v);
  return i + 1 < sorted.length && sorted[i + 1] - v < v - sorted[i] ? i + 1 : i;
}

function rateAt(policy, t) {
  const { t: time, v } = policy.rate,
    i = below(time, t);
  if (i + 1 >= time.length || t <= time[i]) return v[i];
  return v[i] + ((v[i + 1] - v[i]) * (t - time[i])) / (time[i + 1] - time[i]);
}

/* A metric at about that update; null before the first row. */
function metricAt(cell, policy, metric, step) {
  if (!cell.step.length || step < cell.step[0] / 2) return null;
  return policy.curve[metric].mean[nearest(cell.step, step)];
}

/* --- maps --------------------------------------------------------------------------------------------------------- */

const LEVELS = 8;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/* The cells of a map in the encoding of lab/report/html_maps.c: 8 · class + confidence, the lowest row first. */
function unpack(text, cells) {
  const out = new Uint16Array(cells);
  let at = 0,
    value = null,
    number = 0,
    shift = 0;
  for (const c of text) {
    const digit = DIGITS.indexOf(c);
    number += (digit & 31) * 2 ** shift;
    shift = digit & 32 ? shift + 5 : 0;
    if (shift) continue;
    if (value === null) value = number;
    else {
      out.fill(value, at, at + number);
      at += number;
      value = null;
    }
    number = 0;
  }
  return out;
}

const mapAt = (task, policy, k) => {
  policy.unpacked ||= [];
  return (policy.unpacked[k] ||= unpack(policy.maps[k], task.plane.side ** 2));
};

const hasMaps = (task, cell) => Boolean(task.plane) && cell.policies.some(p => p.maps);
const className = (task, k) =>
  /^\d+$/.test(task.classes[k]) ? (language === 'zh' ? `第 ${task.classes[k]} 类` : `class ${task.classes[k]}`) : task.classes[k];

/* --- colours ------------------------------------------------------------------------------------------------------ */

/* The colours of Okabe and Ito, as in lab/plot; on a dark page, the dark ones are lighter. */
const palette = {
  light: [
    [0, 114, 178],
    [230, 159, 0],
    [0, 158, 115],
    [213, 94, 0],
    [204, 121, 167],
    [86, 180, 233],
    [51, 51, 51],
  ],
  dark: [
    [61, 150, 220],
    [230, 159, 0],
    [0, 178, 130],
    [232, 112, 24],
    [214, 137, 180],
    [120, 200, 245],
    [222, 226, 232],
  ],
};
const dashes = ['', '7 4.5', '4.5 4', '9 4 2 4', '1 3.5', '14 4.5', '14 4 1 4'];
const dashOf = i => dashes[Math.floor(i / 7) % dashes.length] || null;
const colourOf = i => `var(--c${i % 7})`;
