// report.mjs — the report in headless Chromium: node report.mjs FOLDER, where tests/web/web.sh has left pages and playwright-core.
//
// At every width, in light and dark, in English and Chinese: nothing on the console, nothing wider than the window, every text legible.
// Then the actions of a reader, by mouse and by keyboard. Screenshots are saved as FOLDER/seen/*.png.
import { createRequire } from 'node:module';
import { mkdirSync, statSync } from 'node:fs';
import { execSync } from 'node:child_process';
import { resolve } from 'node:path';
import { faintTexts, flaws } from './look.mjs';

const folder = resolve(process.argv[2] || '.');
const { chromium } = createRequire(folder + '/package.json')('playwright-core');
const seen = folder + '/seen';
mkdirSync(seen, { recursive: true });

let checks = 0,
  failures = 0,
  where = '';

function check(holds, what) {
  checks++;
  if (holds) return;
  failures++;
  console.error(`FAILED: ${where}: ${what}`);
}

const same = (got, wanted, what) =>
  check(JSON.stringify(got) === JSON.stringify(wanted), `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);

// --- a page, and its errors ----------------------------------------------------------------------------------------------

const browser = await chromium.launch({
  executablePath: execSync('command -v chromium', { encoding: 'utf8' }).trim(),
  args: ['--no-sandbox', '--disable-gpu'],
});

async function open(name, { width = 1024, theme = 'light', language = 'en', still = false, touch = false, script = true } = {}) {
  where = `${name} ${width} ${theme} ${language}`;
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : width > 1500 ? 1080 : 768 },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    reducedMotion: still ? 'reduce' : 'no-preference',
    hasTouch: touch,
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  page.on('console', message => check(false, `the console shows "${message.text()}"`));
  page.on('pageerror', error => check(false, `an error: ${error.stack}`));
  page.on('dialog', dialog => {
    check(false, 'a dialog');
    dialog.dismiss();
  });
  await page.route('**/*', route => {
    const local = route.request().url().startsWith('file://') && route.request().isNavigationRequest();
    check(local, `it asks for ${route.request().url().slice(0, 80)}`);
    return local ? route.continue() : route.abort();
  });
  await page.goto(`file://${folder}/${name}/index.html`);
  return page;
}

const close = page => page.context().close();
const picture = (page, name) => page.screenshot({ path: `${seen}/${name}.png`, fullPage: true, animations: 'disabled' });

// --- what a look can tell ------------------------------------------------------------------------------------------------

async function look(page) {
  same(await page.evaluate(flaws), [], 'flaws');
  same(await page.evaluate(faintTexts), [], 'faint texts');
}

for (const width of [390, 1024, 1920])
  for (const theme of ['light', 'dark'])
    for (const language of ['en', 'zh']) {
      const page = await open('demo', { width, theme, language, touch: width < 500 });
      same(await page.getAttribute('html', 'lang'), language === 'zh' ? 'zh-CN' : 'en', 'lang');
      same(/\p{Script=Han}/u.test(await page.title()), language === 'zh', 'a Chinese title');
      await look(page);
      await picture(page, `demo-${width}-${theme}-${language}`);
      await close(page);
    }

for (const name of ['grid', 'flat', 'alone', 'diverged', 'hostile'])
  for (const [width, theme, language] of [
    [390, 'dark', 'zh'],
    [1024, 'light', 'en'],
  ]) {
    const page = await open(name, { width, theme, language });
    await look(page);
    same(await page.locator('.timeline').count(), name === 'flat' ? 0 : 1, 'a slider where there are maps');
    await picture(page, `${name}-${width}-${theme}-${language}`);
    await close(page);
  }

// --- names are only names --------------------------------------------------------------------------------------------------

{
  const page = await open('hostile', { language: 'zh' });
  same(await page.locator('main img, main script, main tbody b b, footer b').count(), 0, 'elements out of names');
  check((await page.locator('tbody').innerText()).includes('<script>fail</script>'), 'the name as it is');
  check((await page.locator('.classes').innerText()).includes('</script><b>one'), 'the class as it is');
  check((await page.locator('.plan').innerText()).includes('it\'s "q" & <b>.csv'), 'the file as it is');
  await close(page);
}

// --- without scripts ---------------------------------------------------------------------------------------------------------

{
  const page = await open('demo', { script: false });
  const text = await page.locator('main').innerText();
  check(text.includes('highest mean validation accuracy') && text.includes('With scripts'), 'verdict and word without scripts');
  same(await page.locator('tbody tr').count(), 22, 'rows without scripts');
  await picture(page, 'demo-plain');
  await close(page);
}

// --- by mouse ------------------------------------------------------------------------------------------------------------------

const names = page => page.locator('.results tbody b').allInnerTexts();
const drawn = (page, chart = 'rate') => page.locator(`[data-chart=${chart}] .line`).count();
const moment = page => page.locator('.moment').innerText();
const inked = page =>
  page.evaluate(() => {
    const c = document.querySelector('.map-large canvas');
    return c.toDataURL();
  });

{
  const page = await open('demo');
  const places = await names(page);
  same(places.length, 10, 'rows');

  for (const key of ['policy', 'against', 'validationAccuracy', 'verdict', 'validationLoss', 'place']) {
    await page.click(`[data-key=${key}] button`);
    const first = await page.getAttribute(`[data-key=${key}]`, 'aria-sort'),
      once = await names(page);
    await page.click(`[data-key=${key}] button`);
    same([first, await page.getAttribute(`[data-key=${key}]`, 'aria-sort')].sort(), ['ascending', 'descending'], `${key}: both ways`);
    if (key === 'policy')
      same(
        once,
        [...places].sort((a, b) => a.localeCompare(b)),
        'sorted by name',
      );
    if (key !== 'verdict') same((await names(page))[0], once.at(-1), `${key}: the last is the first`);
    await page.click(`[data-key=place] button`);
  }

  await page.click('.chip label >> nth=0');
  same(
    [await drawn(page), await drawn(page, 'loss'), await page.locator('.thumb').count(), await page.locator('tr.off').count()],
    [9, 9, 9, 1],
    'one is off',
  );
  await page.click('.only >> nth=3');
  same([await drawn(page), await page.locator('.thumb').count()], [1, 1], 'only one');
  await page.click('[data-set=none]');
  same([await drawn(page), await page.locator('[data-chart=rate] text', { hasText: 'No policy' }).count()], [0, 1], 'none');
  await look(page);
  await page.click('[data-set=best]');
  same(await drawn(page), 3, 'best three');
  await page.click('[data-set=all]');
  same(await drawn(page), 10, 'all');

  const before = await page.getAttribute('[data-chart=loss] .line >> nth=0', 'd');
  await page.click('[data-chart=loss] [data-value=linear]');
  check(before !== (await page.getAttribute('[data-chart=loss] .line >> nth=0', 'd')), 'a linear loss is another line');
  await page.click('[data-chart=loss] [data-value=validation]');
  await page.click('[data-chart=rate] [data-value=log]');
  await page.click('[data-chart=accuracy] [data-value=training]');
  await page.check('.spread input');
  same((await page.locator('.band.shown').count()) > 10, true, 'bands');
  await look(page);
  await picture(page, 'demo-other-scales');

  await page.hover('.results tbody tr >> nth=4');
  same(await page.locator('.line.lit').count(), 3, 'a row lights its lines');

  await page.hover('[data-chart=accuracy] .chart', { position: { x: 300, y: 120 } });
  same(
    [
      await page.locator('[data-chart=accuracy] .tip-row').count(),
      await page.locator('.tip:visible').count(),
      await page.locator('.cross line').count(),
    ],
    [10, 1, 3],
    'cross-hair',
  );
  const values = (await page.locator('[data-chart=accuracy] .tip .number').allInnerTexts()).map(parseFloat);
  same(
    values,
    [...values].sort((a, b) => b - a),
    'the best value first',
  );
  await look(page);
  await picture(page, 'demo-crosshair');
  await page.click('[data-chart=accuracy] .chart', { position: { x: 150, y: 120 } });
  check(!/1,000 of/.test(await moment(page)), `a click in a chart goes there: ${await moment(page)}`);
  await page.mouse.move(5, 5);
  same(await page.locator('.tip:visible').count(), 0, 'and it goes');

  await page.evaluate(() => scrollTo(0, 0));
  const slider = await page.locator('.timeline input').boundingBox(),
    end = await inked(page);
  await page.mouse.click(slider.x + 3, slider.y + slider.height / 2);
  check((await moment(page)).startsWith('update 0 of'), `to the start: ${await moment(page)}`);
  check((await inked(page)) !== end, 'another map');
  await picture(page, 'demo-start');
  await page.click('.play');
  same(await page.innerText('.play'), 'Pause', 'it plays');
  await page.waitForTimeout(700);
  const on = await moment(page);
  check(!on.startsWith('update 0 '), 'time passes');
  await page.click('.play');
  same(
    [await page.innerText('.play'), Number.isInteger(Number(await page.inputValue('.timeline input')))],
    ['Play', true],
    'it rests at a moment',
  );

  await page.focus('.timeline input');
  await page.keyboard.press('End');
  const own = await inked(page);
  await page.click('.thumb >> nth=5');
  same(
    await page.locator('.thumb[aria-pressed=true]').getAttribute('data-p'),
    await page.locator('.thumb >> nth=5').getAttribute('data-p'),
    'a map is chosen',
  );
  check((await inked(page)) !== own, 'the large map is another');
  await page.uncheck('.maps .tick-box input');
  same(await page.locator('.over circle').count(), 0, 'no samples');
  await page.hover('.map-large');
  check(/class \d, probability ≈ \d+ %/.test(await page.innerText('.answer')), 'the map answers');

  await page.click('.tasks [data-value="1"]');
  check((await page.innerText('.plan')).startsWith('iris'), 'the other task');
  await page.click('.tools [data-value=zh]');
  same([await page.getAttribute('html', 'lang'), await page.innerText('.play')], ['zh-CN', '播放'], 'Chinese');
  check(!/[A-Za-z]{4,} (the|of|is|and) /.test(await page.innerText('main')), 'nothing is left in English');
  await page.click('.tools [data-value=dark]');
  same(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(16, 20, 26)', 'dark, as asked');
  await look(page);
  await page.reload();
  same([await page.getAttribute('html', 'lang'), await page.getAttribute('html', 'data-theme')], ['zh-CN', 'dark'], 'remembered');
  await close(page);
}

// --- by keyboard -----------------------------------------------------------------------------------------------------------------

{
  const page = await open('demo', { still: true });
  await page.keyboard.press('Home');
  check((await moment(page)).includes('1,000 of'), "Home is the page's own");
  await page.keyboard.press('ArrowLeft');
  check(!(await moment(page)).includes('1,000 of'), 'an arrow goes back a moment');
  await page.keyboard.press('ArrowRight');
  check((await moment(page)).includes('1,000 of'), 'and one forth');
  await page.keyboard.press('Space');
  same(await page.innerText('.play'), 'Pause', 'space plays');
  await page.keyboard.press('Space');
  same(await page.innerText('.play'), 'Play', 'and pauses');

  await page.focus('.timeline input');
  await page.keyboard.press('Home');
  check((await moment(page)).startsWith('update 0 of'), 'Home in the slider');
  await page.keyboard.press('ArrowUp');
  same(await page.inputValue('.timeline input'), '1', 'one moment on');
  check((await page.getAttribute('.timeline input', 'aria-valuetext')).startsWith('update 7 of 1,000'), 'in words');

  await page.focus('[data-chart=rate] .chart');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  same(await page.locator('[data-chart=rate] .tip-row').count(), 10, 'cross-hair by keyboard');
  check((await page.innerText('[role=status]')).includes('cosine'), 'and it is announced');
  await page.keyboard.press('Escape');
  same(await page.locator('.tip:visible').count(), 0, 'and put away');

  /* Every control can be reached, shows its focus, and works. */
  let rounds = 0;
  for (let i = 0; i < 300 && rounds < 2; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const n = document.activeElement,
        s = getComputedStyle(n);
      n.dataset.seen = 1;
      return [
        n === document.body,
        s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0,
        `${n.localName}.${n.className.baseVal ?? n.className}`,
      ];
    });
    if (at[0]) rounds++;
    else check(at[1], `${at[2]} does not show that it has the focus`);
  }
  same(
    await page.locator('button:not([data-seen]), input:not([data-seen]), a:not([data-seen]), .chart:not([data-seen])').count(),
    0,
    'controls that Tab leaves out',
  );

  await page.focus('.chip input >> nth=2');
  await page.keyboard.press('Space');
  same([await drawn(page), await page.evaluate(() => document.activeElement.type)], [9, 'checkbox'], 'switched off, and the focus stays');
  await page.focus('[data-key=policy] button');
  await page.keyboard.press('Enter');
  same(
    [
      await page.getAttribute('[data-key=policy]', 'aria-sort'),
      await page.evaluate(() => document.activeElement.closest('th').dataset.key),
    ],
    ['ascending', 'policy'],
    'sorted',
  );
  await page.focus('.thumb >> nth=2');
  await page.keyboard.press('Enter');
  same(await page.getAttribute('.thumb >> nth=2', 'aria-pressed'), 'true', 'chosen');
  await page.focus('.tools [data-value=zh]');
  await page.keyboard.press('Enter');
  same(
    [await page.getAttribute('html', 'lang'), await page.evaluate(() => document.activeElement.dataset.value)],
    ['zh-CN', 'zh'],
    'Chinese',
  );
  await close(page);
}

{
  const page = await open('grid');
  for (const i of [0, 1, 2, 3]) {
    await page.click(`[data-cell="${i}"]`);
    check(
      (await page.innerText('.plan')).includes(i % 2 ? 'rate 0.05' : 'rate 0.01') &&
        (await page.innerText('.plan')).includes(i < 2 ? '125 updates' : '250 updates'),
      `cell ${i}`,
    );
    same(await page.locator('.grid-panel td.chosen').count(), 3, 'its column is marked');
  }
  await look(page);
  await close(page);
}

// --- how large, how quick ------------------------------------------------------------------------------------------------------------

{
  const size = statSync(`${folder}/demo/index.html`).size,
    times = [];
  check(size < 2e6, `${size} bytes`);
  for (let i = 0; i < 5; i++) {
    const page = await open('demo');
    times.push(await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd));
    await close(page);
  }
  console.log(`demo: ${Math.round(size / 1000)} kB, loaded in ${Math.round(times.sort((a, b) => a - b)[2])} ms (median of 5)`);
}

await browser.close();
console.log(`${checks} checks of pages, ${failures} failures`);
process.exit(failures ? 1 : 0);
