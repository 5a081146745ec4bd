/* maps.js — the decision maps at the present moment: a small one for each policy, and a large one with the samples */
const LARGE = 420;

const isDark = () => ({ light: false, dark: true })[theme] ?? mediaMatches('(prefers-color-scheme: dark)');

/* The colour of the predicted class, paler at low probability. */
function inkOf(value, dark) {
  const [r, g, b] = palette[dark ? 'dark' : 'light'][Math.floor(value / LEVELS) % 7],
    sure = (value % LEVELS) / (LEVELS - 1);
  const paper = dark ? [24, 29, 37] : [255, 255, 255],
    strength = dark ? 0.14 + 0.42 * sure : 0.1 + 0.38 * sure;
  return [r, g, b].map((c, i) => paper[i] + (c - paper[i]) * strength);
}

/* A map as a cached image with one pixel for each cell. */
function sheetOf(task, policy, k, dark) {
  policy.sheets ||= {};
  return (policy.sheets[`${k} ${dark}`] ||= paintSheet(mapAt(task, policy, k), task.plane.side, dark));
}

function paintSheet(cells, side, dark) {
  const sheet = el('canvas', { width: side, height: side }),
    paint = sheet.getContext('2d'),
    image = paint.createImageData(side, side),
    inks = [];
  cells.forEach((value, i) => {
    const at = 4 * ((side - 1 - Math.floor(i / side)) * side + (i % side));
    image.data.set((inks[value] ||= [...inkOf(value, dark), 255]), at);
  });
  paint.putImageData(image, 0, 0);
  return sheet;
}

/* Draws the image in the size of the canvas. Between two moments, one map fades into the next. */
function paintMap(canvas, task, policy, moment) {
  const context = canvas.getContext('2d'),
    first = Math.floor(moment),
    dark = isDark();
  context.imageSmoothingQuality = 'high';
  for (let k = first; k <= Math.ceil(moment); k++) {
    context.globalAlpha = k === first ? 1 : moment - first;
    context.drawImage(sheetOf(task, policy, k, dark), 0, 0, canvas.width, canvas.height);
  }
}

function makeMaps(view) {
  const { task } = view,
    plane = task.plane,
    scale = Math.ceil(devicePixelRatio || 1);
  const canvas = el('canvas', { width: LARGE * scale, height: LARGE * scale, 'aria-hidden': 'true' });
  const over = svg('svg', { class: 'over', viewBox: '0 0 100 100', 'aria-hidden': 'true' });
  const heading = el('h3', {}),
    answer = el('p', { class: 'soft answer' }),
    thumbs = el('div', { class: 'thumbs' });
  const dots = el('input', {
    type: 'checkbox',
    checked: view.samples,
    onchange: () => {
      view.samples = dots.checked;
      drawSamples();
    },
  });
  const large = el('div', { class: 'map-large', role: 'img' }, canvas, over);
  const node = el(
    'section',
    { class: 'panel maps' },
    el('div', { class: 'panel-head' }, heading, el('label', { class: 'tick-box' }, dots, translate('samples'))),
    el(
      'div',
      { class: 'map-frame' },
      el('span', { class: plane.axes[1].length > 2 ? 'map-y' : 'map-y upright' }, plane.axes[1]),
      large,
      el('span', { class: 'map-x' }, plane.axes[0]),
    ),
    el(
      'div',
      { class: 'classes' },
      task.classes.slice(0, 12).map((name, k) => el('span', {}, el('i', { style: `background:${colourOf(k)}` }), className(task, k))),
    ),
    answer,
    thumbs,
    el('p', { class: 'soft' }, translate('mapNote'), plane.features > 2 ? ' ' + translate('mapFlat', plane.features - 2) : ''),
  );
  let small = [],
    rings = [];

  const chosen = () => view.cell.policies[view.chosen];
  const across = i => (plane.x[i] - plane.across[0]) / (plane.across[1] - plane.across[0]);
  const up = i => (plane.y[i] - plane.up[0]) / (plane.up[1] - plane.up[0]);

  function cellAt(u, v) {
    const at = w => clamp(Math.floor(w * plane.side), 0, plane.side - 1);
    return mapAt(task, chosen(), Math.round(view.moment))[at(v) * plane.side + at(u)];
  }

  function drawSamples() {
    rings =
      view.samples && chosen().maps
        ? plane.label.map((k, i) =>
            svg('circle', { cx: (100 * across(i)).toFixed(1), cy: (100 - 100 * up(i)).toFixed(1), r: 0.95, fill: colourOf(k) }),
          )
        : [];
    over.replaceChildren(...rings);
    ringSamples();
  }

  const ringSamples = () =>
    rings.forEach((ring, i) => ring.classList.toggle('wrong', Math.floor(cellAt(across(i), up(i)) / LEVELS) !== plane.label[i]));

  function thumb(i) {
    const policy = view.cell.policies[i],
      picture = el('canvas', { width: 120 * scale, height: 120 * scale, 'aria-hidden': 'true' }),
      value = el('span', { class: 'value' });
    const button = el(
      'button',
      {
        type: 'button',
        class: 'thumb',
        'data-p': i,
        'aria-label': translate('choose', policy.name),
        title: policy.spec,
        onclick: () => view.choose(i),
      },
      picture,
      el('span', { class: 'name' }, policy.name),
      el('span', { class: 'caption' }, swatch(i), value),
    );
    return { i, policy, picture, value, button };
  }

  function move() {
    const step = stepAt(view.cell, view.moment);
    for (const t of small) {
      paintMap(t.picture, task, t.policy, view.moment);
      const v = metricAt(view.cell, t.policy, VALIDATION_ACCURACY, step);
      t.value.textContent = isNumber(v) ? figure(task, VALIDATION_ACCURACY, v) + unit(task, VALIDATION_ACCURACY) : '–';
    }
    if (chosen().maps) paintMap(canvas, task, chosen(), view.moment);
    ringSamples();
  }

  function draw() {
    small = view.cell.rank.filter(i => view.on.has(i) && view.cell.policies[i].maps).map(thumb);
    for (const t of small) t.button.setAttribute('aria-pressed', String(t.i === view.chosen));
    thumbs.replaceChildren(...small.map(t => t.button));
    heading.replaceChildren(swatch(view.chosen), ' ', translate('mapOf', chosen().name, task.first_seed));
    large.setAttribute('aria-label', translate('mapOf', chosen().name, task.first_seed));
    answer.textContent = translate('point');
    drawSamples();
    move();
  }

  function ask(event) {
    const r = large.getBoundingClientRect(),
      value = cellAt((event.clientX - r.left) / r.width, 1 - (event.clientY - r.top) / r.height);
    const even = 1 / Math.max(2, task.classes.length),
      sure = even + ((1 - even) * ((value % LEVELS) + 0.5)) / LEVELS;
    answer.textContent = translate('sure', className(task, Math.floor(value / LEVELS)), `≈ ${grouped(100 * sure)} %`);
  }

  fill(
    large,
    {
      onpointermove: ask,
      onpointerdown: ask,
      onpointerleave: () => {
        answer.textContent = translate('point');
      },
    },
    [],
  );
  return { node, draw, move };
}
