// look.mjs — checks of a page: functions that run inside it and return its faults.

/* Texts whose contrast with their background is below WCAG AA: 4.5, or 3 for large text. */
export function faintTexts() {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = css => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const mix = (top, under) => under.map((u, i) => (i === 3 ? 1 : top[i] * top[3] + u * (1 - top[3])));
  const luminance = c =>
    [0.2126, 0.7152, 0.0722].reduce(
      (sum, w, i) => sum + w * (c[i] / 255 <= 0.04045 ? c[i] / 255 / 12.92 : ((c[i] / 255 + 0.055) / 1.055) ** 2.4),
      0,
    );
  const behind = node => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) {
      const colour = rgba(getComputedStyle(n).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => mix(top, under), [255, 255, 255, 1]);
  };
  const veil = node => {
    let o = 1;
    for (let n = node; n; n = n.parentElement) o *= getComputedStyle(n).opacity;
    return o;
  };
  const faint = [],
    walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement,
      style = getComputedStyle(node);
    if (
      !walker.currentNode.data.trim() ||
      !node.getClientRects().length ||
      style.visibility === 'hidden' ||
      node.closest('.unseen, script, style')
    )
      continue;
    const paper = behind(node),
      ink = rgba(node.closest('svg') ? style.fill : style.color);
    ink[3] *= veil(node);
    const [a, b] = [luminance(mix(ink, paper)), luminance(paper)].sort((x, y) => y - x),
      size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5,
      ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least) faint.push(`"${walker.currentNode.data.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
  }
  return faint;
}

/* Elements wider than the window, except inside a box that scrolls; controls without a name; duplicate ids. */
export function flaws() {
  const out = [];
  if (document.documentElement.scrollWidth > innerWidth) out.push(`it is ${document.documentElement.scrollWidth} wide`);
  for (const node of document.querySelectorAll('main *, header *, footer *')) {
    const r = node.getBoundingClientRect();
    if (r.width && r.right > innerWidth + 1 && !node.closest('.wide, svg, .unseen'))
      out.push(`<${node.localName} class="${node.className}"> ends at ${r.right}`);
  }
  for (const node of document.querySelectorAll('button, input, [role=img], [role=region]'))
    if (!(node.getAttribute('aria-label') || node.textContent.trim() || node.closest('label')?.textContent.trim()))
      out.push(`<${node.localName} class="${node.className}"> has no name`);
  const levels = [...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.localName[1]));
  levels.forEach((level, i) => {
    if (level > (levels[i - 1] || 0) + 1) out.push(`a heading skips to h${level}`);
  });
  const ids = [...document.querySelectorAll('[id]')].map(n => n.id);
  if (new Set(ids).size < ids.length) out.push('an id is there twice');
  return out;
}
