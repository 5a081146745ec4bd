/* axis.js — the positions of values, and round ticks: 1, 2 or 5 times a power of ten, as in lab/plot */
function makeAxis(log, low, high, margin, from, to) {
  if (!(low <= high)) [low, high] = log ? [0.1, 10] : [0, 1];
  let a = log ? Math.log10(low) : low,
    b = log ? Math.log10(high) : high;
  const size = Math.max(Math.abs(a), Math.abs(b));
  if (b - a <= (log ? 1e-6 : size * 1e-9)) {
    const pad = log ? 0.5 : size / 10 || 1;
    a -= pad;
    b += pad;
  }
  const pad = margin * (b - a),
    first = a;
  a -= pad;
  b += pad;
  if (!log && first >= 0 && a <= 3 * pad && margin) a = 0;
  const at = v => from + (to - from) * clamp(((log ? Math.log10(v) : v) - a) / (b - a), -2, 3);
  const back = place => {
    const u = a + ((b - a) * (place - from)) / (to - from);
    return log ? 10 ** u : u;
  };
  return { log, low: a, high: b, from, to, at, back, takes: v => isNumber(v) && (!log || v > 0) };
}

function roundStep(span, most) {
  const raw = span / most,
    ten = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5].map(m => m * ten).find(step => step >= raw * (1 - 1e-9)) || 10 * ten;
}

/* All labels of an axis have the same form: the decimals of the step, or a power of ten to avoid many zeros. */
function linearLabel(v, step, largest) {
  if (v === 0) return '0';
  const fine = Math.floor(Math.log10(step) + 1e-9),
    coarse = Math.floor(Math.log10(largest) + 1e-9);
  const exponent = largest / 10 ** fine < 10.5 ? fine : coarse;
  if (coarse >= 7 || (fine < -4 && coarse < -3)) return scientific(v, exponent, exponent - fine);
  return grouped(v, fine < 0 ? -fine : 0);
}

function linearTicks(low, high, most) {
  const step = roundStep(high - low, most),
    ticks = [];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++)
    ticks.push({ v: k * step, label: linearLabel(k * step, step, largest) });
  return ticks;
}

function logTicks(low, high, most) {
  const first = Math.ceil(low - 1e-9),
    last = Math.floor(high + 1e-9),
    ticks = [];
  const near = first > -4 && last < 5,
    words = (m, e) => (near ? grouped(m * 10 ** e, e < 0 ? -e : 0) : scientific(m, e));
  if (last - first < 2)
    for (let e = first - 1; e <= last; e++)
      for (const m of [1, 2, 5])
        if (e + Math.log10(m) >= low - 1e-9 && e + Math.log10(m) <= high + 1e-9) ticks.push({ v: m * 10 ** e, label: words(m, e) });
  if (ticks.length >= 2 && ticks.length <= most + 1) return ticks;
  if (last - first < 1) return linearTicks(10 ** low, 10 ** high, most).filter(t => t.v > 0);
  const every = Math.floor((last - first) / most) + 1,
    decades = [];
  for (let e = first - 1; e <= last; e++) {
    if (e >= first && e % every === 0) decades.push({ v: 10 ** e, label: near ? grouped(10 ** e, e < 0 ? -e : 0) : '10' + raised(e) });
    for (let m = 2; m < 10 && every === 1 && last - first <= 5; m++)
      if (e + Math.log10(m) >= low && e + Math.log10(m) <= high) decades.push({ v: m * 10 ** e, label: '' });
  }
  return decades;
}

const ticksOf = (axis, most) => (axis.log ? logTicks(axis.low, axis.high, most) : linearTicks(axis.low, axis.high, most));
