// picture.mjs — the picture of the report that README shows, of the page that ./run demo has made:
//
//     cd out && npm install playwright-core && node ../tests/web/picture.mjs index.html ../docs/img/report.png
import { createRequire } from 'node:module';
import { execSync } from 'node:child_process';
import { resolve } from 'node:path';

const [page, picture] = process.argv.slice(2);
if (!picture) throw new Error('picture.mjs needs the page and the file to write');
const { chromium } = createRequire(resolve('package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: execSync('command -v chromium', { encoding: 'utf8' }).trim(), args: ['--no-sandbox'] });
const tab = await browser.newPage({ viewport: { width: 1024, height: 1010 }, colorScheme: 'light', locale: 'en-GB' });
await tab.goto('file://' + resolve(page));
await tab.focus('.timeline input');
for (let i = 0; i < 6; i++) await tab.keyboard.press('ArrowLeft');
await tab.evaluate(() => { document.activeElement.blur(); document.querySelector('.timeline').scrollIntoView(); scrollBy(0, 84); });
await tab.mouse.move(2, 2);
await tab.screenshot({ path: picture });
await browser.close();
