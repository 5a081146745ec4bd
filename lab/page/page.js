/* page.js — the page: what is shown is in `view`, the controls change it, and everything that is drawn follows */
let theme = ['light', 'dark'].includes(recall('theme')) ? recall('theme') : 'auto';
const still = () => asked('(prefers-reduced-motion: reduce)');
const PLAYING_TIME = 7000;              /* milliseconds from the first moment to the last */

const view = {
  task: data.tasks[0], cell: data.tasks[0].cells[0], hasMaps: false,
  on: new Set(), lit: null, chosen: 0, moment: LAST, playing: null, hover: null, hoverChart: null,
  sort: { key: 'place', up: true }, spread: false, samples: true,
  scale: { rate: 'linear', loss: 'log' }, rows: { loss: 'training', accuracy: 'validation' },
};

const announcer = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
let drawn = [], slider = null, label = null, playButton = null;

/* --- what the reader does ------------------------------------------------------------------------------------------- */

function redraw() {
  for (const part of drawn) part.draw();
  light(view.lit);
}

function follow() {
  for (const part of drawn) part.move();
  if (!slider) return;
  const step = stepAt(view.cell, view.moment), text = say('at', grouped(step), grouped(view.cell.steps), grouped(epochAt(view.cell, step)));
  slider.value = view.moment;
  slider.style.setProperty('--share', view.moment / LAST);
  slider.setAttribute('aria-valuetext', text);
  label.textContent = text;
}

/* The policy under the pointer stands out, in every chart, map and row. */
function light(i) {
  view.lit = i;
  document.body.classList.toggle('has-lit', i !== null && view.on.has(i));
  for (const node of document.querySelectorAll('[data-p]')) node.classList.toggle('lit', Number(node.dataset.p) === i);
}

view.crosshair = () => { for (const part of drawn) if (part.chart) part.move(); };
view.announce = text => { announcer.textContent = text; };
view.choose = i => { view.chosen = i; redraw(); document.querySelector(`.thumb[data-p="${i}"]`)?.focus(); };
view.go = moment => { pause(); view.moment = clamp(moment, 0, LAST); follow(); };
view.openCell = i => { view.cell = view.task.cells[i]; settle(); build(); document.querySelector(`[data-cell="${i}"]`)?.focus(); };

function pause() {
  if (view.playing === null) return;
  cancelAnimationFrame(view.playing);
  view.playing = null;
  view.moment = Math.round(view.moment);
  namePlay();
  follow();
}

function play() {
  const from = view.moment >= LAST ? 0 : view.moment;
  let begin = null;
  const frame = now => {
    begin ??= now;
    const at = Math.min(LAST, from + (now - begin) / PLAYING_TIME * LAST);
    view.moment = still() ? Math.floor(at) : at;
    follow();
    if (at >= LAST) pause();
    else view.playing = requestAnimationFrame(frame);
  };
  view.playing = requestAnimationFrame(frame);
  namePlay();
}

const toggle = () => view.playing === null ? play() : pause();

function namePlay() {
  const playing = view.playing !== null;
  playButton.replaceChildren(svg('svg', { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
    svg('path', { d: playing ? 'M2 1h4v12H2zM8 1h4v12H8z' : 'M2.5 1l10 6-10 6z' })), el('span', {}, say(playing ? 'pause' : 'play')));
}

function show(policies) {
  view.on = new Set(policies);
  drawChips();
  if (!view.on.has(view.chosen) && view.on.size) view.chosen = view.cell.rank.find(i => view.on.has(i) && view.cell.policies[i].maps) ?? view.chosen;
  redraw();
}

/* --- keys: where nothing else wants them ---------------------------------------------------------------------------- */

function key(event) {
  const busy = event.target.closest('input, button, select, a, [tabindex]');
  if (!slider || event.altKey || event.ctrlKey || event.metaKey || (busy && busy !== slider)) return;
  const to = { ArrowLeft: Math.ceil(view.moment) - 1, ArrowDown: Math.ceil(view.moment) - 1, ArrowRight: Math.floor(view.moment) + 1,
    ArrowUp: Math.floor(view.moment) + 1, Home: 0, End: LAST }[event.key];
  if (event.key === ' ') toggle();
  else if (to !== undefined && (busy || event.key === 'ArrowLeft' || event.key === 'ArrowRight')) view.go(to);
  else return;
  event.preventDefault();
}

/* --- controls ------------------------------------------------------------------------------------------------------- */

function setLanguage(to) {
  language = to;
  remember('language', to);
  build();
  document.querySelector(`[data-value="${to}"]`).focus();
}

function setTheme(to) {
  theme = to;
  remember('theme', to);
  build();
  document.querySelector(`[data-value="${to}"]`).focus();
}

function header() {
  return el('header', { class: 'top' }, el('a', { class: 'skip', href: '#results' }, say('skip')),
    el('div', { class: 'brand' }, svg('svg', { width: 30, height: 30, viewBox: '0 0 30 30', 'aria-hidden': 'true' }, svg('path', { d: 'M3 5c9 0 7 19 24 20' })), 'Lehr'),
    el('div', { class: 'tools' }, choice(say('language'), languages, language, setLanguage),
      choice(say('theme'), { auto: say('auto'), light: say('light'), dark: say('dark') }, theme, setTheme)));
}

function tabs() {
  if (data.tasks.length < 2) return null;
  const names = Object.fromEntries(data.tasks.map((task, i) => [i, task.task]));
  const node = choice(say('task'), names, data.tasks.indexOf(view.task), i => {
    view.task = data.tasks[i];
    view.cell = view.task.cells[0];
    view.sort = { key: 'place', up: true };
    settle();
    build();
    document.querySelector(`.tasks [data-value="${i}"]`).focus();
  });
  node.classList.add('tasks');
  return node;
}

function opening() {
  const { task, cell } = view, [lead, rest] = verdictParts(task, cell), about = task.about && say('about', task.task, task.about);
  const plan = { ...task, lr: short(cell.lr), rows: grouped(task.rows), batch: grouped(Math.min(task.batch, task.rows)), steps: grouped(cell.steps) };
  return el('section', { class: 'opening' }, el('h1', {}, say('title')), el('div', {}, el('p', { class: 'intro' }, say(view.hasMaps ? 'intro' : 'introFlat')), tabs(),
    el('p', { class: 'soft plan' }, el('b', {}, task.task), say('colon'), about ? about + say('stop') : '', say('plan', plan))),
    el('div', { class: 'panel said' }, el('p', { class: 'lead' }, lead), rest ? el('p', { class: 'rest' }, rest) : null));
}

function timeline() {
  playButton = el('button', { type: 'button', class: 'play', onclick: toggle });
  slider = el('input', { type: 'range', min: 0, max: LAST, step: 'any', 'aria-label': say('moment'), oninput: () => {
    if (view.playing !== null) pause();
    view.moment = still() ? Math.round(slider.value) : Number(slider.value);
    follow();
  }, onchange: () => view.go(Math.round(slider.value)) });
  label = el('output', { class: 'moment' });
  namePlay();
  return el('section', { class: 'timeline', 'aria-label': say('moment') }, playButton, slider, label);
}

let chips = null;

function drawChips() {
  const all = view.cell.policies.map((_, i) => i);
  const switched = event => { const i = Number(event.target.value); event.target.checked ? view.on.add(i) : view.on.delete(i); show(view.on); chips.querySelector(`input[value="${i}"]`).focus(); };
  const several = (key, which) => el('button', { type: 'button', 'data-set': key, onclick: () => { show(which); chips.querySelector(`[data-set="${key}"]`).focus(); } }, say(key));
  const only = i => { show([i]); chips.querySelector(`[data-only="${i}"]`).focus(); };
  chips.replaceChildren(...view.cell.rank.map(i => el('span', { class: 'chip', 'data-p': i },
    el('label', { title: view.cell.policies[i].spec }, el('input', { type: 'checkbox', value: i, checked: view.on.has(i), onchange: switched }), swatch(i), el('span', { class: 'name' }, view.cell.policies[i].name)),
    el('button', { type: 'button', class: 'only', 'data-only': i, 'aria-label': say('only', view.cell.policies[i].name), title: say('only', view.cell.policies[i].name), onclick: () => only(i) }, '◎'))),
    el('span', { class: 'sets' }, several('all', all), several('none', []), view.cell.rank.length > 3 ? several('best', view.cell.rank.slice(0, 3)) : null));
}

/* --- the charts ----------------------------------------------------------------------------------------------------- */

const shown = () => view.cell.rank.filter(i => view.on.has(i));

function pick(of, key, options, name) {
  return choice(say(name), Object.fromEntries(options.map(o => [o, say(o)])), of[key], value => {
    of[key] = value;
    rebuildCharts();
    document.querySelector(`[data-chart="${key}"] [data-value="${value}"]`).focus();
  });
}

const metricOf = key => key === 'loss' ? (view.rows.loss === 'training' ? TRAIN_LOSS : VALIDATION_LOSS) : view.rows.accuracy === 'training' ? TRAIN_ACCURACY : VALIDATION_ACCURACY;

function metricLines(key) {
  const metric = metricOf(key), factor = inPercent(view.task, metric) ? 100 : 1;
  return shown().map(policy => {
    const { mean, dev } = view.cell.policies[policy].curve[metric];
    return { policy, x: view.cell.step, y: mean.map(v => is(v) ? factor * v : null), dev: view.task.seeds > 1 ? dev.map(v => factor * (v || 0)) : null };
  });
}

/* What happened in the first tenth would leave no room for the rest. */
const afterTheStart = lines => Math.min(...lines.flatMap(l => l.y.slice(Math.floor(l.y.length / 10)).filter(is)));

function spreadBox() {
  if (view.task.seeds < 2) return null;
  const box = el('input', { type: 'checkbox', checked: view.spread, onchange: () => { view.spread = box.checked; rebuildCharts(); document.querySelector('.spread input').focus(); } });
  return el('label', { class: 'tick-box spread', title: say('spreadHint') }, box, say('spread'));
}

function chartKinds() {
  const right = view.task.r2 ? 'r2' : 'accuracy', percent = inPercent(view.task, VALIDATION_ACCURACY);
  return [
    { name: 'rate', title: () => say('rate'), best: 0, least: 1e-4, log: () => view.scale.rate === 'log', value: short, tools: pick(view.scale, 'rate', ['linear', 'log'], 'scale'),
      lines: () => shown().map(policy => ({ policy, x: view.cell.policies[policy].rate.t, y: view.cell.policies[policy].rate.v })),
      at: (policy, step) => rateAt(view.cell.policies[policy], step - 1) },
    { name: 'loss', title: () => say('loss'), best: -1, least: 1e-6, log: () => view.scale.loss === 'log', value: short, lines: () => metricLines('loss'),
      tools: el('div', { class: 'many' }, spreadBox(), pick(view.rows, 'loss', ['training', 'validation'], 'rows'), pick(view.scale, 'loss', ['linear', 'log'], 'scale')) },
    { name: 'accuracy', title: () => say(right) + (percent ? ', %' : ''), best: 1, log: () => false, value: v => percent ? grouped(v, 1) + ' %' : grouped(v, 4),
      lines: () => metricLines('accuracy'), low: afterTheStart, tools: pick(view.rows, 'accuracy', ['training', 'validation'], 'rows') },
  ];
}

let chartBox = null;

function rebuildCharts() {
  const charts = chartKinds().map(kind => ({ ...makeChart(view, kind), chart: true }));
  drawn = [...charts, ...drawn.filter(part => !part.chart)];
  chartBox.replaceChildren(el('h2', { class: 'unseen' }, say('curves')), ...charts.map(c => c.node));
  for (const chart of charts) chart.draw();
  light(view.lit);
}

/* --- all of it ------------------------------------------------------------------------------------------------------ */

function closing() {
  const place = file => (view.task.part ? encodeURIComponent(view.task.part).replace(/%2F/g, '/') + '/' : '') + file;
  const files = ['runs.csv', 'histories.csv', 'results.json'].map(file => el('a', { href: place(file) }, file));
  const note = view.task.note && say('note', view.task.task, view.task.note);
  return el('footer', {}, el('h2', {}, say('howto')), el('ul', {}, note ? el('li', {}, note) : null, say('help').slice(0, view.hasMaps ? 3 : 2).map(text => el('li', {}, text))),
    el('p', {}, say('numbers'), say('colon'), files.flatMap((a, i) => i ? [say('comma'), a] : [a])));
}

/* A task or a cell is opened: everything is on, the best that has a map is chosen, and it stands at the end. */
function settle() {
  pause();
  view.hasMaps = hasMaps(view.task, view.cell);
  view.on = new Set(view.cell.policies.map((_, i) => i));
  view.chosen = view.cell.rank.find(i => view.cell.policies[i].maps) ?? view.cell.rank[0];
  view.moment = LAST;
  view.hover = null;
}

function build() {
  const root = document.documentElement, maps = view.hasMaps ? makeMaps(view) : null, table = makeTable(view);
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  root.dataset.theme = theme;
  document.title = `Lehr: ${say('title')}`;
  const scrolled = scrollY;
  slider = null;
  chips = el('div', { class: 'chips', role: 'group', 'aria-label': say('policies') });
  chartBox = el('div', { class: 'charts' });
  drawn = [maps, table].filter(Boolean);
  document.body.replaceChildren(header(), el('main', {}, opening(), view.task.cells.length > 1 ? makeGrid(view) : null, maps ? timeline() : null, chips,
    el('div', { class: maps ? 'stage' : 'stage flat' }, maps ? el('div', {}, el('h2', { class: 'unseen' }, say('maps')), maps.node) : null, chartBox), table.node), closing(), announcer);
  drawChips();
  rebuildCharts();
  redraw();
  follow();
  scrollTo(0, scrolled);
}

const over = event => light(event.target.closest?.('[data-p]') ? Number(event.target.closest('[data-p]').dataset.p) : null);
document.addEventListener('pointerover', over);
document.addEventListener('focusin', over);
document.addEventListener('keydown', key);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(part => part.move()));

let width = innerWidth;
addEventListener('resize', () => {
  if (width !== innerWidth) for (const part of drawn) if (part.chart) part.draw();
  width = innerWidth;
});

settle();
build();
