/* curves.js — one chart: a line for each policy, a cross-hair with their values, and a marker at the present moment.
 *
 * kind: { name, title(), tools, log(), lines(): [{ policy, x, y, dev }], value(v), best: −1 if less is better,
 *         low(lines), least: the start of a logarithmic axis, as a share of the largest value }
 */
const CHART_HEIGHT = 258,
  PLOT_TOP = 10,
  PLOT_FOOT = 40;
let charts = 0;

function makeChart(view, kind) {
  const clip = `clip${charts++}`;
  const tip = el('div', { class: 'tip', hidden: true });
  const picture = svg('svg', { class: 'chart', height: CHART_HEIGHT, tabindex: 0, role: 'img' });
  const box = el('div', { class: 'chart-box' }, picture, tip);
  const heading = el('h3', {});
  const node = el(
    'section',
    { class: 'panel curve', 'data-chart': kind.name },
    el('div', { class: 'panel-head' }, heading, kind.tools),
    box,
  );
  let plot = null; /* { x, y, lines, cross, marker }, after the first draw */

  /* --- drawing ---------------------------------------------------------------------------------------------------- */

  function pathOf(x, y, line, offset) {
    let d = '',
      pen = false;
    line.x.forEach((t, i) => {
      const v = line.y[i] + (offset && line.dev ? offset * (line.dev[i] || 0) : 0);
      if (!isNumber(line.y[i]) || (y.log && line.y[i] <= 0)) {
        pen = false;
        return;
      }
      d += `${pen ? 'L' : 'M'}${x.at(t).toFixed(1)} ${(y.log && v <= 0 ? y.from + 50 : y.at(v)).toFixed(1)}`;
      pen = true;
    });
    return d;
  }

  function bandOf(x, y, line) {
    const up = pathOf(x, y, line, 1),
      down = pathOf(x, y, { ...line, x: [...line.x].reverse(), y: [...line.y].reverse(), dev: [...line.dev].reverse() }, -1);
    return up.lastIndexOf('M') > 0 || !up ? '' : up + 'L' + down.slice(1) + 'Z';
  }

  function rangeOf(lines, log) {
    let low = Infinity,
      high = -Infinity;
    for (const line of lines)
      for (const v of line.y)
        if (isNumber(v) && (!log || v > 0)) {
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
    return [log ? Math.max(low, high * kind.least) : low, high];
  }

  function axes(width, lines) {
    const log = kind.log(),
      [least, high] = rangeOf(lines, log),
      low = kind.low && !log ? Math.max(least, kind.low(lines)) : least;
    const y = makeAxis(log, low, high, 0.05, CHART_HEIGHT - PLOT_FOOT, PLOT_TOP);
    const marks = ticksOf(y, 5),
      widest = Math.max(...marks.map(t => t.label.length), 2);
    const x = makeAxis(false, 0, view.cell.steps, 0, 14 + 6.7 * widest, width - 14);
    return { x, y, marks };
  }

  function grid({ x, y, marks }, width) {
    const out = [],
      bottom = CHART_HEIGHT - PLOT_FOOT;
    for (const t of marks) {
      out.push(svg('line', { class: t.label ? 'grid' : 'grid faint', x1: x.from, x2: x.to, y1: y.at(t.v), y2: y.at(t.v) }));
      if (t.label) out.push(svg('text', { x: x.from - 7, y: y.at(t.v) + 4, 'text-anchor': 'end' }, t.label));
    }
    for (const t of ticksOf(x, Math.max(2, Math.floor(width / 95))).filter(t => t.v <= view.cell.steps)) {
      const end = x.at(t.v) > x.to - 18;
      out.push(
        svg('line', { class: 'tick', x1: x.at(t.v), x2: x.at(t.v), y1: bottom, y2: bottom + 4 }),
        svg('text', { x: end ? x.to + 4 : x.at(t.v), y: bottom + 17, 'text-anchor': end ? 'end' : 'middle' }, t.label),
      );
    }
    out.push(
      svg('line', { class: 'axis', x1: x.from, x2: x.to, y1: bottom, y2: bottom }),
      svg('text', { x: (x.from + x.to) / 2, y: CHART_HEIGHT - 6, 'text-anchor': 'middle' }, translate('update')),
    );
    return out;
  }

  function stroke(line, x, y) {
    return svg('path', {
      class: line.policy === view.lit ? 'line lit' : 'line',
      'data-p': line.policy,
      d: pathOf(x, y, line),
      stroke: colourOf(line.policy),
      'stroke-dasharray': dashOf(line.policy),
    });
  }

  function draw() {
    const width = Math.max(240, box.clientWidth),
      lines = kind.lines().filter(l => l.y.some(isNumber)),
      a = axes(width, lines),
      { x, y } = a;
    heading.textContent = kind.title();
    picture.setAttribute('width', width);
    picture.setAttribute('viewBox', `0 0 ${width} ${CHART_HEIGHT}`);
    picture.setAttribute('aria-label', `${kind.title()}. ${translate('chartHint')}`);
    const area = { x: x.from, y: PLOT_TOP - 4, width: x.to - x.from, height: CHART_HEIGHT - PLOT_FOOT - PLOT_TOP + 5 };
    const bands = lines
      .filter(l => l.dev)
      .map(l =>
        svg('path', { class: view.spread ? 'band shown' : 'band', 'data-p': l.policy, d: bandOf(x, y, l), fill: colourOf(l.policy) }),
      );
    const marker = svg(
      'g',
      { class: 'marker' },
      svg('line', { y1: PLOT_TOP - 4, y2: CHART_HEIGHT - PLOT_FOOT }),
      svg('path', { d: `M-5 ${PLOT_TOP - 8}h10l-5 7z` }),
    );
    const cross = svg('g', { class: 'cross' });
    const strokes = svg(
      'g',
      { 'clip-path': `url(#${clip})` },
      bands,
      [...lines].reverse().map(l => stroke(l, x, y)),
    );
    picture.replaceChildren(
      svg('clipPath', { id: clip }, svg('rect', area)),
      ...grid(a, width),
      strokes,
      view.hasMaps ? marker : '',
      cross,
    );
    if (!lines.length)
      picture.append(svg('text', { x: (x.from + x.to) / 2, y: CHART_HEIGHT / 2 - 10, 'text-anchor': 'middle' }, translate(view.on.size ? 'noValues' : 'noneOn')));
    plot = { x, y, lines, cross, marker };
    move();
  }

  /* --- the moment and the cross-hair ---------------------------------------------------------------------------------- */

  const valueAt = (line, step) => (kind.at ? kind.at(line.policy, step) : line.y[nearest(line.x, step)]);

  function valuesAt(step) {
    const rows = plot.lines.map(line => ({ policy: line.policy, v: valueAt(line, step) })).filter(row => isNumber(row.v));
    return rows.sort((a, b) => (kind.best < 0 ? a.v - b.v : b.v - a.v));
  }

  function move() {
    if (!plot) return;
    const { x, y, cross, marker } = plot;
    marker.setAttribute('transform', `translate(${x.at(stepAt(view.cell, view.moment)).toFixed(1)} 0)`);
    cross.replaceChildren();
    if (view.hover === null) {
      tip.hidden = true;
      return;
    }
    const at = x.at(view.hover);
    cross.append(svg('line', { x1: at, x2: at, y1: PLOT_TOP - 4, y2: CHART_HEIGHT - PLOT_FOOT }));
    for (const row of valuesAt(view.hover))
      if (y.takes(row.v) && y.at(row.v) >= PLOT_TOP - 4 && y.at(row.v) <= y.from + 1)
        cross.append(svg('circle', { cx: at, cy: y.at(row.v), r: 3.5, fill: colourOf(row.policy) }));
    showTip(at);
  }

  function showTip(at) {
    tip.hidden = view.hoverChart !== kind.name;
    if (tip.hidden) return;
    const left = at > (plot.x.from + plot.x.to) / 2;
    tip.replaceChildren(
      el('div', { class: 'tip-head' }, translate('at', grouped(view.hover), grouped(view.cell.steps), grouped(epochAt(view.cell, view.hover)))),
      ...valuesAt(view.hover).map(row =>
        el(
          'div',
          { class: row.policy === view.lit ? 'tip-row lit' : 'tip-row' },
          swatch(row.policy),
          el('span', { class: 'name' }, view.cell.policies[row.policy].name),
          el('span', { class: 'number' }, kind.value(row.v)),
        ),
      ),
    );
    tip.classList.toggle('long', plot.lines.length > 14);
    tip.style.left = left ? 'auto' : `${at + 14}px`;
    tip.style.right = left ? `${box.clientWidth - at + 14}px` : 'auto';
  }

  function point(step) {
    view.hover = step === null || !view.cell.step.length ? null : view.cell.step[nearest(view.cell.step, step)];
    view.hoverChart = kind.name;
    view.crosshair();
  }

  function atPointer(event) {
    const place = event.clientX - picture.getBoundingClientRect().left;
    return plot.x.back(clamp(place, plot.x.from, plot.x.to));
  }

  function key(event) {
    const steps = view.cell.step,
      i = view.hover === null ? steps.length - 1 : nearest(steps, view.hover);
    const to = { ArrowLeft: i - 1, ArrowRight: i + 1, PageDown: i - 10, PageUp: i + 10, Home: 0, End: steps.length - 1 }[event.key];
    if (event.key === 'Escape') point(null);
    else if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      point(steps[view.hover === null && event.key !== 'Home' ? i : clamp(to, 0, steps.length - 1)]);
      view.announce(
        translate('update') +
          ' ' +
          grouped(view.hover) +
          translate('colon') +
          valuesAt(view.hover)
            .map(row => `${view.cell.policies[row.policy].name} ${kind.value(row.v)}`)
            .join(translate('comma')),
      );
      event.preventDefault();
    }
  }

  fill(
    picture,
    {
      onpointermove: event => point(atPointer(event)),
      onpointerdown: event => point(atPointer(event)),
      onpointerleave: () => point(null),
      onclick: event => view.hasMaps && view.go(momentNear(view.cell, atPointer(event))),
      onkeydown: key,
      onblur: () => point(null),
    },
    [],
  );
  return { node, draw, move };
}

/* A sample of a policy's line, as in the charts. */
const swatch = i =>
  svg(
    'svg',
    { class: 'swatch', width: 22, height: 10, viewBox: '0 0 22 10', 'aria-hidden': 'true' },
    svg('line', { x1: 1, x2: 21, y1: 5, y2: 5, stroke: colourOf(i), 'stroke-dasharray': dashOf(i) }),
  );

/* A group of buttons, one of which is pressed. */
function choice(label, options, chosen, choose) {
  return el(
    'div',
    { class: 'choice', role: 'group', 'aria-label': label },
    Object.entries(options).map(([value, text]) =>
      el(
        'button',
        { type: 'button', 'aria-pressed': String(value === String(chosen)), 'data-value': value, onclick: () => choose(value) },
        text,
      ),
    ),
  );
}
