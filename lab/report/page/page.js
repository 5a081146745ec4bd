/* page.js — builds the page from the parts of the other files */
function closing() {
  const place = file => (view.task.part ? encodeURIComponent(view.task.part).replace(/%2F/g, '/') + '/' : '') + file;
  const files = ['runs.csv', 'histories.csv', 'results.json'].map(file => el('a', { href: place(file) }, file));
  const note = view.task.note && view.task.note[language];
  return el(
    'footer',
    {},
    el('h2', {}, translate('howto')),
    el(
      'ul',
      {},
      note ? el('li', {}, note) : null,
      translate('help')
        .slice(0, view.hasMaps ? 3 : 2)
        .map(text => el('li', {}, text)),
    ),
    el(
      'p',
      {},
      translate('numbers'),
      translate('colon'),
      files.flatMap((a, i) => (i ? [translate('comma'), a] : [a])),
    ),
  );
}

/* Resets the view for a new task or cell: all policies are shown, unless some were chosen in another cell of the task;
 * the best policy with a map is chosen, at the last moment. */
function resetView() {
  pause();
  view.hasMaps = hasMaps(view.task, view.cell);
  if (view.onOf !== view.task) view.on = new Set(view.cell.policies.map((_, i) => i));
  view.onOf = view.task;
  view.chosen = view.cell.rank.find(i => view.cell.policies[i].maps) ?? view.cell.rank[0];
  view.moment = LAST;
  view.hover = null;
}

function build() {
  const root = document.documentElement,
    maps = view.hasMaps ? makeMaps(view) : null,
    table = makeTable(view);
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  root.dataset.theme = theme;
  document.title = `Lehr: ${translate('title')}`;
  const scrolled = scrollY;
  slider = null;
  chips = el('div', { class: 'chips', role: 'group', 'aria-label': translate('policies') });
  chartBox = el('div', { class: 'charts' });
  drawn = [maps, table].filter(Boolean);
  document.body.replaceChildren(
    header(),
    el(
      'main',
      {},
      opening(),
      view.task.cells.length > 1 ? makeGrid(view) : null,
      maps ? timeline() : null,
      chips,
      el(
        'div',
        { class: maps ? 'stage' : 'stage flat' },
        maps ? el('div', {}, el('h2', { class: 'unseen' }, translate('maps')), maps.node) : null,
        chartBox,
      ),
      table.node,
    ),
    closing(),
    announcer,
  );
  drawChips();
  rebuildCharts();
  redraw();
  showMoment();
  scrollTo(0, scrolled);
}

const over = event => highlight(event.target.closest?.('[data-p]') ? Number(event.target.closest('[data-p]').dataset.p) : null);
document.addEventListener('pointerover', over);
document.addEventListener('focusin', over);
document.addEventListener('keydown', key);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach(part => part.move()));

let width = innerWidth;
addEventListener('resize', () => {
  if (width !== innerWidth) for (const part of drawn) if (part.chart) part.draw();
  width = innerWidth;
});

resetView();
build();
