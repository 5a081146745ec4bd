/* dom.js — small tools: elements, what the reader chose and we remember, numbers in words.
 *
 * All of these files become one script in one scope, in the order that CMakeLists.txt names. Text from outside (names of policies,
 * classes, files) goes into the page as text nodes only.
 */
const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/* A page from a file may be refused a memory: then it forgets. */
function recall(key) {
  try {
    return localStorage.getItem('lehr.' + key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem('lehr.' + key, value);
  } catch {
    /* it forgets */
  }
}

const asked = query => matchMedia(query).matches;
const clamp = (v, low, high) => Math.min(high, Math.max(low, v));
const is = v => v !== null && v !== undefined && Number.isFinite(v);

/* "−12,345.50". toFixed rounds the number itself, as C does; toLocaleString its shortest text, so that 96.35 would go up, though it is less. */
function grouped(v, decimals = 0) {
  const [whole, rest] = Math.abs(v).toFixed(decimals).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
  return (v < 0 && Number(text.replace(/,/g, '')) ? '−' : '') + text;
}

const raised = n => String(n).replace(/[-0-9]/g, c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]));

/* "2×10⁻⁵" */
const scientific = (v, exponent, decimals = 0) => grouped(v / 10 ** exponent, decimals) + '×10' + raised(exponent);

const trimmed = text => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

/* Four digits that matter, or so many, whatever the size: a rate or a loss. */
function short(v, digits = 4) {
  if (!is(v)) return '–';
  const size = Math.abs(v);
  if (size === 0) return '0';
  if (size < 1e-4 || size >= 1e6) return scientific(v, Math.floor(Math.log10(size) + 1e-9), 2);
  return trimmed(grouped(v, clamp(digits - 1 - Math.floor(Math.log10(size)), 0, 6)));
}
