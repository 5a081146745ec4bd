// picture.mjs — the picture of the report that README shows, of the page that ./run demo has made:
//
//     cd out && npm install playwright-core && node ../tests/web/picture.mjs index.html ../docs/img/report.png
import { createRequire } from 'node:module';
import { execSync } from 'node:child_process';
import { resolve } from 'node:path';

const [page, picture] = process.argv.slice(2);
if (!picture) throw new Error('picture.mjs needs the page and the file to write');
const { chromium } = createRequire(resolve('package.json'))('playwright-core');
const browser = await chromium.launch({
  executablePath: execSync('command -v chromium', { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox'],
});
const tab = await browser.newPage({
  viewport: { width: 1365, height: 880 },
  deviceScaleFactor: 0.75,
  colorScheme: 'light',
  locale: 'en-GB',
});
await tab.goto('file://' + resolve(page));
await tab.focus('.timeline input');
for (let i = 0; i < 6; i++) await tab.keyboard.press('ArrowLeft');
await tab.evaluate(() => {
  document.activeElement.blur();
  document.querySelector('.timeline').scrollIntoView();
  scrollBy(0, 84);
});
await tab.mouse.move(2, 2);

// 52 steps a colour look the same, and make the file a fifth smaller.
await tab.evaluate(() => {
  const steps = Array.from({ length: 52 }, (_, i) => i / 51).join(' ');
  document.body.insertAdjacentHTML(
    'beforeend',
    `<svg width="0" height="0"><filter id="coarse" color-interpolation-filters="sRGB"><feComponentTransfer>${['R', 'G', 'B']
      .map(c => `<feFunc${c} type="discrete" tableValues="${steps}"/>`)
      .join('')}</feComponentTransfer></filter></svg>`,
  );
  document.querySelector('main').style.filter = 'url(#coarse)';
});
await tab.screenshot({ path: picture });
await browser.close();
