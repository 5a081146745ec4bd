/* grid.js — a sweep over rates and budgets: one row for each policy, one column for each cell, which can be opened */

/* The difference from the baseline as a share of the largest difference in the grid: −1 … 1; better is positive. */
function shareOf(task, cell, policy, largest) {
  const gain = policy.gain[0] ? policy.gain[1] * (isLoss(task.metric) ? -1 : 1) : null;
  return isNumber(gain) && largest > 0 ? gain / largest : 0;
}

const tint = share =>
  share > 0
    ? `color-mix(in srgb, var(--good-tint) ${Math.round(100 * Math.sqrt(share))}%, transparent)`
    : share < 0
      ? `color-mix(in srgb, var(--bad-tint) ${Math.round(100 * Math.sqrt(-share))}%, transparent)`
      : null;

function makeGrid(view) {
  const { task } = view,
    base = task.cells[0].policies[task.cells[0].baseline].name;
  const gains = task.cells.flatMap(c => c.policies.map(p => Math.abs(p.gain[1] ?? 0))),
    largest = Math.max(...gains, 0);
  const lengths = [...new Set(task.cells.map(c => c.steps))];

  const budget = steps =>
    el(
      'th',
      { scope: 'colgroup', colspan: task.cells.filter(c => c.steps === steps).length, class: 'budget' },
      `${grouped(steps)} ${translate('updates')}`,
    );

  const column = (cell, i) =>
    el(
      'th',
      { scope: 'col', class: 'number' },
      el(
        'button',
        { type: 'button', 'data-cell': i, 'aria-pressed': String(cell === view.cell), onclick: () => view.openCell(i) },
        translate('fromRate', short(cell.lr)),
      ),
    );

  function entry(cell, i) {
    const p = cell.policies[i],
      share = shareOf(task, cell, p, largest),
      verdict = p.diverged ? 'diverges' : p.verdict,
      sign = ['better', 'worse', 'diverges'].includes(verdict) ? signs[verdict] + ' ' : '';
    const style = tint(share);
    return el(
      'td',
      {
        class: [cell === view.cell && 'chosen', cell.rank[0] === i && 'first', 'number'].filter(Boolean).join(' '),
        style: style ? `background:${style}` : null,
      },
      sign,
      figure(task, task.metric, p.end[task.metric][1]),
    );
  }

  const row = i =>
    el(
      'tr',
      { 'data-p': i },
      el('th', { scope: 'row' }, el('span', { class: 'who' }, swatch(i), el('b', {}, task.cells[0].policies[i].name))),
      task.cells.map(cell => entry(cell, i)),
    );

  const table = el(
    'table',
    {},
    el(
      'thead',
      {},
      el('tr', {}, el('td', {}), lengths.map(budget)),
      el('tr', {}, el('th', { scope: 'col' }, translate('policy')), task.cells.map(column)),
    ),
    el(
      'tbody',
      {},
      task.cells[0].policies.map((_, i) => row(i)),
    ),
  );
  return el(
    'section',
    { class: 'panel grid-panel' },
    el('h2', {}, translate('grid')),
    el('p', {}, translate('gridNote')),
    el('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': translate('grid') }, table),
    el('p', { class: 'soft' }, `${metricWords(task, task.metric)}${inPercent(task, task.metric) ? translate('percent') : ''}${translate('stop')}${translate('upDown', base)}`),
  );
}
