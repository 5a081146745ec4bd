/* controls.js — controls of language, colours, task, moment and policies; the charts with their controls */

function setLanguage(to) {
  language = to;
  storeSetting('language', to);
  build();
  document.querySelector(`[data-value="${to}"]`).focus();
}

function setTheme(to) {
  theme = to;
  storeSetting('theme', to);
  build();
  document.querySelector(`[data-value="${to}"]`).focus();
}

function header() {
  return el(
    'header',
    { class: 'top' },
    el('a', { class: 'skip', href: '#results' }, translate('skip')),
    el(
      'div',
      { class: 'brand' },
      svg('svg', { width: 30, height: 30, viewBox: '0 0 30 30', 'aria-hidden': 'true' }, svg('path', { d: 'M3 5c9 0 7 19 24 20' })),
      'Lehr',
    ),
    el(
      'div',
      { class: 'tools' },
      choice(translate('language'), languages, language, setLanguage),
      choice(translate('theme'), { auto: translate('auto'), light: translate('light'), dark: translate('dark') }, theme, setTheme),
    ),
  );
}

function tabs() {
  if (data.tasks.length < 2) return null;
  const names = Object.fromEntries(data.tasks.map((task, i) => [i, task.task]));
  const node = choice(translate('task'), names, data.tasks.indexOf(view.task), i => {
    view.task = data.tasks[i];
    view.cell = view.task.cells[0];
    view.sort = { key: 'place', up: true };
    resetView();
    build();
    document.querySelector(`.tasks [data-value="${i}"]`).focus();
  });
  node.classList.add('tasks');
  return node;
}

function opening() {
  const { task, cell } = view,
    [lead, rest] = cell.verdict[language],
    about = task.about && task.about[language];
  const plan = {
    ...task,
    lr: short(cell.lr),
    rows: grouped(task.rows),
    batch: grouped(Math.min(task.batch, task.rows)),
    steps: grouped(cell.steps),
  };
  return el(
    'section',
    { class: 'opening' },
    el('h1', {}, translate('title')),
    el(
      'div',
      {},
      el('p', { class: 'intro' }, translate(view.hasMaps ? 'intro' : 'introFlat')),
      tabs(),
      el('p', { class: 'soft plan' }, el('b', {}, task.task), translate('colon'), about ? about + translate('stop') : '', translate('plan', plan)),
    ),
    el('div', { class: 'panel said' }, el('p', { class: 'lead' }, lead), rest ? el('p', { class: 'rest' }, rest) : null),
  );
}

function timeline() {
  playButton = el('button', { type: 'button', class: 'play', onclick: toggle });
  slider = el('input', {
    type: 'range',
    min: 0,
    max: LAST,
    step: 'any',
    'aria-label': translate('moment'),
    oninput: () => {
      if (view.playing !== null) pause();
      view.moment = still() ? Math.round(slider.value) : Number(slider.value);
      showMoment();
    },
    onchange: () => view.go(Math.round(slider.value)),
  });
  label = el('output', { class: 'moment' });
  namePlay();
  return el('section', { class: 'timeline', 'aria-label': translate('moment') }, playButton, slider, label);
}

let chips = null;

function drawChips() {
  const all = view.cell.policies.map((_, i) => i);
  const switched = event => {
    const i = Number(event.target.value);
    event.target.checked ? view.on.add(i) : view.on.delete(i);
    show(view.on);
    chips.querySelector(`input[value="${i}"]`).focus();
  };
  const several = (key, which) =>
    el(
      'button',
      {
        type: 'button',
        'data-set': key,
        onclick: () => {
          show(which);
          chips.querySelector(`[data-set="${key}"]`).focus();
        },
      },
      translate(key),
    );
  const only = i => {
    show([i]);
    chips.querySelector(`[data-only="${i}"]`).focus();
  };
  chips.replaceChildren(
    ...view.cell.rank.map(i =>
      el(
        'span',
        { class: 'chip', 'data-p': i },
        el(
          'label',
          { title: view.cell.policies[i].spec },
          el('input', { type: 'checkbox', value: i, checked: view.on.has(i), onchange: switched }),
          swatch(i),
          el('span', { class: 'name' }, view.cell.policies[i].name),
        ),
        el(
          'button',
          {
            type: 'button',
            class: 'only',
            'data-only': i,
            'aria-label': translate('only', view.cell.policies[i].name),
            title: translate('only', view.cell.policies[i].name),
            onclick: () => only(i),
          },
          '◎',
        ),
      ),
    ),
    el(
      'span',
      { class: 'sets' },
      several('all', all),
      several('none', []),
      view.cell.rank.length > 3 ? several('best', view.cell.rank.slice(0, 3)) : null,
    ),
  );
}

/* --- the charts ----------------------------------------------------------------------------------------------------- */

const shown = () => view.cell.rank.filter(i => view.on.has(i));

function pick(of, key, options, name) {
  return choice(translate(name), Object.fromEntries(options.map(o => [o, translate(o)])), of[key], value => {
    of[key] = value;
    rebuildCharts();
    document.querySelector(`[data-chart="${key}"] [data-value="${value}"]`).focus();
  });
}

const metricOf = key =>
  key === 'loss'
    ? view.rows.loss === 'training'
      ? TRAIN_LOSS
      : VALIDATION_LOSS
    : view.rows.accuracy === 'training'
      ? TRAIN_ACCURACY
      : VALIDATION_ACCURACY;

function metricLines(key) {
  const metric = metricOf(key),
    factor = inPercent(view.task, metric) ? 100 : 1;
  return shown().map(policy => {
    const { mean, dev } = view.cell.policies[policy].curve[metric];
    return {
      policy,
      x: view.cell.step,
      y: mean.map(v => (isNumber(v) ? factor * v : null)),
      dev: view.task.seeds > 1 ? dev.map(v => factor * (v || 0)) : null,
    };
  });
}

/* The lowest value without the first tenth, which would flatten the rest. */
const afterTheStart = lines => Math.min(...lines.flatMap(l => l.y.slice(Math.floor(l.y.length / 10)).filter(isNumber)));

function spreadBox() {
  if (view.task.seeds < 2) return null;
  const box = el('input', {
    type: 'checkbox',
    checked: view.spread,
    onchange: () => {
      view.spread = box.checked;
      rebuildCharts();
      document.querySelector('.spread input').focus();
    },
  });
  return el('label', { class: 'tick-box spread', title: translate('spreadHint') }, box, translate('spread'));
}

function chartKinds() {
  const right = view.task.r2 ? 'r2' : 'accuracy',
    percent = inPercent(view.task, VALIDATION_ACCURACY);
  return [
    {
      name: 'rate',
      title: () => translate('rate'),
      best: 0,
      least: 1e-4,
      log: () => view.scale.rate === 'log',
      value: v => short(v, 3),
      tools: pick(view.scale, 'rate', ['linear', 'log'], 'scale'),
      lines: () => shown().map(policy => ({ policy, x: view.cell.policies[policy].rate.t, y: view.cell.policies[policy].rate.v })),
      at: (policy, step) => rateAt(view.cell.policies[policy], step - 1),
    },
    {
      name: 'loss',
      title: () => translate('loss'),
      best: -1,
      least: 1e-6,
      log: () => view.scale.loss === 'log',
      value: short,
      lines: () => metricLines('loss'),
      tools: el(
        'div',
        { class: 'many' },
        spreadBox(),
        pick(view.rows, 'loss', ['training', 'validation'], 'rows'),
        pick(view.scale, 'loss', ['linear', 'log'], 'scale'),
      ),
    },
    {
      name: 'accuracy',
      title: () => translate(right) + (percent ? translate('percent') : ''),
      best: 1,
      log: () => false,
      value: v => (percent ? grouped(v, 1) + ' %' : grouped(v, 4)),
      lines: () => metricLines('accuracy'),
      low: afterTheStart,
      tools: pick(view.rows, 'accuracy', ['training', 'validation'], 'rows'),
    },
  ];
}

let chartBox = null;

function rebuildCharts() {
  const charts = chartKinds().map(kind => ({ ...makeChart(view, kind), chart: true }));
  drawn = [...charts, ...drawn.filter(part => !part.chart)];
  chartBox.replaceChildren(el('h2', { class: 'unseen' }, translate('curves')), ...charts.map(c => c.node));
  for (const chart of charts) chart.draw();
  highlight(view.lit);
}
