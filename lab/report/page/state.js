/* state.js — the state of the page, and the actions that change it and redraw */
let theme = ['light', 'dark'].includes(loadSetting('theme')) ? loadSetting('theme') : 'auto';
const still = () => mediaMatches('(prefers-reduced-motion: reduce)');
const PLAYING_TIME = 7000; /* milliseconds from the first moment to the last */

const view = {
  task: data.tasks[0],
  cell: data.tasks[0].cells[0],
  hasMaps: false,
  on: new Set(),
  lit: null,
  chosen: 0,
  moment: LAST,
  playing: null,
  hover: null,
  hoverChart: null,
  sort: { key: 'place', up: true },
  spread: false,
  samples: true,
  scale: { rate: 'linear', loss: 'log' },
  rows: { loss: 'training', accuracy: 'validation' },
};

const announcer = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
let drawn = [],
  slider = null,
  label = null,
  playButton = null;

/* --- actions -------------------------------------------------------------------------------------------------------- */

function redraw() {
  for (const part of drawn) part.draw();
  highlight(view.lit);
}

function showMoment() {
  for (const part of drawn) part.move();
  if (!slider) return;
  const step = stepAt(view.cell, view.moment),
    text = translate('at', grouped(step), grouped(view.cell.steps), grouped(epochAt(view.cell, step)));
  slider.value = view.moment;
  slider.style.setProperty('--share', view.moment / LAST);
  slider.setAttribute('aria-valuetext', text);
  label.textContent = text;
}

/* Highlights the policy under the pointer in every chart, map and row. */
function highlight(i) {
  view.lit = i;
  document.body.classList.toggle('has-lit', i !== null && view.on.has(i));
  for (const node of document.querySelectorAll('[data-p]')) node.classList.toggle('lit', Number(node.dataset.p) === i);
}

view.crosshair = () => {
  for (const part of drawn) if (part.chart) part.move();
};
view.announce = text => {
  announcer.textContent = text;
};
view.choose = i => {
  view.chosen = i;
  redraw();
  document.querySelector(`.thumb[data-p="${i}"]`)?.focus();
};
view.go = moment => {
  pause();
  view.moment = clamp(moment, 0, LAST);
  showMoment();
};
view.openCell = i => {
  view.cell = view.task.cells[i];
  resetView();
  build();
  document.querySelector(`[data-cell="${i}"]`)?.focus();
};

function pause() {
  if (view.playing === null) return;
  cancelAnimationFrame(view.playing);
  view.playing = null;
  view.moment = Math.round(view.moment);
  namePlay();
  showMoment();
}

function play() {
  const from = view.moment >= LAST ? 0 : view.moment;
  let begin = null;
  const frame = now => {
    begin ??= now;
    const at = Math.min(LAST, from + ((now - begin) / PLAYING_TIME) * LAST);
    view.moment = still() ? Math.floor(at) : at;
    showMoment();
    if (at >= LAST) pause();
    else view.playing = requestAnimationFrame(frame);
  };
  view.playing = requestAnimationFrame(frame);
  namePlay();
}

const toggle = () => (view.playing === null ? play() : pause());

function namePlay() {
  const playing = view.playing !== null;
  playButton.replaceChildren(
    svg(
      'svg',
      { width: 14, height: 14, viewBox: '0 0 14 14', 'aria-hidden': 'true' },
      svg('path', { d: playing ? 'M2 1h4v12H2zM8 1h4v12H8z' : 'M2.5 1l10 6-10 6z' }),
    ),
    el('span', {}, translate(playing ? 'pause' : 'play')),
  );
}

function show(policies) {
  view.on = new Set(policies);
  drawChips();
  if (!view.on.has(view.chosen) && view.on.size)
    view.chosen = view.cell.rank.find(i => view.on.has(i) && view.cell.policies[i].maps) ?? view.chosen;
  redraw();
}

/* --- keys, unless a control has the focus --------------------------------------------------------------------------- */

function key(event) {
  const busy = event.target.closest('input, button, select, a, [tabindex]');
  if (!slider || event.altKey || event.ctrlKey || event.metaKey || (busy && busy !== slider)) return;
  const to = {
    ArrowLeft: Math.ceil(view.moment) - 1,
    ArrowDown: Math.ceil(view.moment) - 1,
    ArrowRight: Math.floor(view.moment) + 1,
    ArrowUp: Math.floor(view.moment) + 1,
    Home: 0,
    End: LAST,
  }[event.key];
  if (event.key === ' ') toggle();
  else if (to !== undefined && (busy || event.key === 'ArrowLeft' || event.key === 'ArrowRight')) view.go(to);
  else return;
  event.preventDefault();
}
