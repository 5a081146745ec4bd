/* table.js — the results, one row for each policy, sorted by a column */
const signs = { better: '▲', worse: '▼', noise: '≈', equal: '=', baseline: '•', diverges: '✗' };

function verdictCell(task, p) {
  const word = p.verdict ? (p.verdict === 'diverges' ? translate('diverged', p.diverged, task.seeds) : translate(p.verdict)) : translate('unknown');
  const more =
    p.verdict === 'noise' && task.seeds > 1 && p.needed > p.gain[0]
      ? el('span', { class: 'soft small' }, translate('more', p.needed - p.gain[0]))
      : null;
  const lost = p.diverged && p.verdict !== 'diverges' ? el('span', { class: 'bad small' }, '✗ ' + translate('diverged', p.diverged, task.seeds)) : null;
  return el(
    'td',
    { class: 'words' },
    el('span', { class: `verdict ${p.verdict || ''}` }, p.verdict ? signs[p.verdict] + ' ' : '', word),
    more,
    lost,
  );
}

/* The loss of a policy over the updates, on a logarithmic scale that all policies share. */
function spark(view, i) {
  const metric = shownLoss(view.task),
    width = 84,
    height = 26;
  const all = view.cell.policies
    .flatMap(p => p.curve[metric].mean)
    .filter(v => isNumber(v) && v > 0)
    .map(Math.log10);
  const low = Math.min(...all),
    high = Math.max(...all),
    mean = view.cell.policies[i].curve[metric].mean;
  const y = v => 2 + (height - 4) * (high > low ? (high - Math.log10(v)) / (high - low) : 0.5);
  const d = mean
    .map((v, k) => (isNumber(v) && v > 0 ? `${(2 + ((width - 4) * k) / Math.max(1, mean.length - 1)).toFixed(1)} ${y(v).toFixed(1)}` : null))
    .filter(Boolean);
  return svg(
    'svg',
    { class: 'spark', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    svg('polyline', { points: d.join(' '), stroke: colourOf(i) }),
  );
}

/* A dot for each seed, and a bar for their mean. */
function strip(view, i, range) {
  const metric = view.task.metric,
    p = view.cell.policies[i],
    width = 130,
    height = 22;
  const x = v => 5 + (width - 10) * (range[1] > range[0] ? (v - range[0]) / (range[1] - range[0]) : 0.5);
  const values = p.seeds.map(s => s[metric]).filter(isNumber);
  return svg(
    'svg',
    { class: 'strip', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    svg('line', { class: 'base', x1: 2, x2: width - 2, y1: height / 2, y2: height / 2 }),
    values.map(v => svg('circle', { cx: x(v).toFixed(1), cy: height / 2, r: 3.6, fill: colourOf(i) })),
    p.end[metric][0] ? svg('line', { class: 'mean', x1: x(p.end[metric][1]), x2: x(p.end[metric][1]), y1: 2, y2: height - 2 }) : '',
  );
}

const shownLoss = task => (task.metric === TRAIN_LOSS ? TRAIN_LOSS : VALIDATION_LOSS);

function columnsOf(view) {
  const { task, cell } = view,
    loss = shownLoss(task),
    order = ['better', 'baseline', 'equal', 'noise', 'worse', 'diverges', null];
  const place = i => cell.rank.indexOf(i),
    policy = i => cell.policies[i];
  const values = cell.policies.flatMap(p => p.seeds.map(s => s[task.metric])).filter(isNumber),
    range = [Math.min(...values), Math.max(...values)];
  const metric = (key, m) => ({
    key,
    title: translate(key),
    number: true,
    down: !isLoss(m),
    by: i => policy(i).end[m][1],
    cell: i => el('td', { class: 'number' }, plusMinus(task, m, policy(i).end[m])),
  });
  return [
    {
      key: 'place',
      title: '#',
      name: translate('place'),
      number: true,
      by: place,
      cell: i => el('td', { class: 'number soft' }, String(place(i) + 1)),
    },
    {
      key: 'policy',
      title: translate('policy'),
      by: i => policy(i).name,
      cell: i =>
        el(
          'th',
          { scope: 'row' },
          el(
            'span',
            { class: 'who' },
            swatch(i),
            el('span', {}, el('b', {}, policy(i).name), policy(i).spec !== policy(i).name ? el('code', {}, policy(i).spec) : null),
          ),
        ),
    },
    { key: 'verdict', title: translate('verdict'), by: i => order.indexOf(policy(i).verdict), cell: i => verdictCell(task, policy(i)) },
    {
      key: 'against',
      title: translate('against', policy(cell.baseline).name),
      number: true,
      down: !isLoss(task.metric),
      by: i => (i === cell.baseline ? 0 : policy(i).gain[1]),
      cell: i =>
        el(
          'td',
          { class: 'number' },
          i === cell.baseline
            ? translate('baseline')
            : !policy(i).gain[0]
              ? '–'
              : signed(task, task.metric, policy(i).gain[1]) +
                (policy(i).gain[0] > 1 ? ' ± ' + figure(task, task.metric, policy(i).gain[3]) : ''),
        ),
    },
    metric(task.r2 ? 'validationR2' : 'validationAccuracy', VALIDATION_ACCURACY),
    { key: 'eachSeed', title: translate('eachSeed'), cell: i => el('td', {}, strip(view, i, range)) },
    metric(task.r2 ? 'trainR2' : 'trainAccuracy', TRAIN_ACCURACY),
    metric(loss === TRAIN_LOSS ? 'trainLoss' : 'validationLoss', loss),
    { key: 'lossLine', title: translate('lossLine'), cell: i => el('td', {}, spark(view, i)) },
  ];
}

/* Missing numbers come last in both directions; equal ones keep the order of the ranks. */
function sorted(view, column) {
  const valueOf = i => column.by(i),
    sign = view.sort.up ? 1 : -1;
  const none = v => v === null || v === undefined;
  return [...view.cell.rank].sort((a, b) => {
    const u = valueOf(a),
      v = valueOf(b);
    if (none(u) || none(v)) return none(u) - none(v);
    return sign * (typeof u === 'string' ? u.localeCompare(v) : u - v);
  });
}

function makeTable(view) {
  const body = el('tbody', {}),
    head = el('tr', {}),
    table = el('table', {}, el('thead', {}, head), body);
  const node = el(
    'section',
    { class: 'panel results', id: 'results' },
    el('h2', {}, translate('results')),
    el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': translate('results') }, table),
    el('p', { class: 'soft' }, translate('tableNote', view.task.seeds, metricWords(view.task, view.task.metric))),
  );

  function sortBy(column) {
    view.sort = { key: column.key, up: view.sort.key === column.key ? !view.sort.up : !column.down };
    draw();
    head.querySelector(`[data-key="${column.key}"] button`).focus();
  }

  function heading(column) {
    const sort = column.key === view.sort.key ? (view.sort.up ? 'ascending' : 'descending') : 'none';
    return el(
      'th',
      { scope: 'col', class: column.number ? 'number' : null, 'data-key': column.key, 'aria-sort': column.by ? sort : null },
      column.by
        ? el(
            'button',
            { type: 'button', 'aria-label': translate('sortBy', column.name || column.title), onclick: () => sortBy(column) },
            column.title,
          )
        : column.title,
    );
  }

  function draw() {
    const columns = columnsOf(view),
      by = columns.find(c => c.key === view.sort.key) || columns[0];
    head.replaceChildren(...columns.map(heading));
    body.replaceChildren(
      ...sorted(view, by).map(i =>
        el(
          'tr',
          { 'data-p': i, class: [i === view.cell.rank[0] && 'best', !view.on.has(i) && 'off'].filter(Boolean).join(' ') || null },
          columns.map(c => c.cell(i)),
        ),
      ),
    );
  }

  return { node, draw, move() {} };
}
