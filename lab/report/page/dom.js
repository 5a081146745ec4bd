/* dom.js — helpers: elements, stored settings, number formats.
 *
 * All files become one script in one scope, in the order of CMakeLists.txt. Text from outside (names of policies, classes,
 * files) is added as text nodes only.
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

/* localStorage may be unavailable for a page that was opened from a file; settings are not stored then. */
function loadSetting(key) {
  try {
    return localStorage.getItem('lehr.' + key);
  } catch {
    return null;
  }
}

function storeSetting(key, value) {
  try {
    localStorage.setItem('lehr.' + key, value);
  } catch {
    /* not stored */
  }
}

const mediaMatches = query => matchMedia(query).matches;
const clamp = (v, low, high) => Math.min(high, Math.max(low, v));
const isNumber = v => v !== null && v !== undefined && Number.isFinite(v);

/* "−12,345.50". toFixed rounds the exact number, as C does; toLocaleString would round 96.35, which is stored as less, up. */
function grouped(v, decimals = 0) {
  const [whole, rest] = Math.abs(v).toFixed(decimals).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
  return (v < 0 && Number(text.replace(/,/g, '')) ? '−' : '') + text;
}

const raised = n => String(n).replace(/[-0-9]/g, c => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]));

/* "2×10⁻⁵" */
const scientific = (v, exponent, decimals = 0) => grouped(v / 10 ** exponent, decimals) + '×10' + raised(exponent);

const trimmed = text => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

/* A rate or a loss with `digits` significant digits. */
function short(v, digits = 4) {
  if (!isNumber(v)) return '–';
  const size = Math.abs(v);
  if (size === 0) return '0';
  if (size < 1e-4 || size >= 1e6) return scientific(v, Math.floor(Math.log10(size) + 1e-9), 2);
  return trimmed(grouped(v, clamp(digits - 1 - Math.floor(Math.log10(size)), 0, 6)));
}
