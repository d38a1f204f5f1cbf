// What holds for every page in a browser: nothing is fetched or run, nothing overflows, every chart is described, its
// figures are those of results.json, axe-core finds nothing, the keyboard reaches everything, and it prints.
import { createRequire } from 'node:module';
import { readFileSync, statSync } from 'node:fs';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const results = JSON.parse(readFileSync('results/results.json', 'utf8'));
const widths = [320, 390, 1280], schemes = ['light', 'dark'];
const faults = [];
let looked = 0;

function expect(holds, what) {
  looked++;
  if (!holds) faults.push(what);
}

async function open(browser, file, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
  const page = await context.newPage();
  const name = `${file}.html, ${width} pixels, ${colorScheme}`;
  page.on('request', (r) => expect(r.url().startsWith('file:') && r.isNavigationRequest(), `${name}: asks for ${r.url().slice(0, 80)}`));
  for (const event of ['console', 'pageerror']) page.on(event, (m) => expect(false, `${name}: ${m.text?.() ?? m}`));
  page.on('dialog', () => expect(false, `${name}: a script ran`));
  await page.goto(`file://${process.cwd()}/${file}.html`);
  return { context, page, name };
}

async function checkLayout(page, name) {
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    const out = [...document.querySelectorAll('figure svg')].filter((s) => s.getClientRects().length).map((svg) => {
      const box = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll('text')].map((t) => t.getBoundingClientRect());
      const by = svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      return {
        title: by[0], said: by[1],
        outside: texts.filter((t) => t.left < box.left - 2 || t.right > box.right + 2 || t.top < box.top - 3 || t.bottom > box.bottom + 3).length,
        small: [...svg.querySelectorAll('text')].filter((t) => parseFloat(getComputedStyle(t).fontSize) * box.width / svg.viewBox.baseVal.width < 11.4).length,
        marks: svg.querySelectorAll('rect, circle, line, polyline, path').length,
      };
    });
    return { over: root.scrollWidth - root.clientWidth, charts: out, styled: getComputedStyle(document.querySelector('h1')).letterSpacing !== 'normal',
             figures: document.querySelectorAll('figure').length, title: document.title };
  });
  expect(seen.over <= 0, `${name}: ${seen.over} pixels wider than the window`);
  expect(seen.styled, `${name}: the style sheet is not obeyed`);
  expect(seen.title !== 'owned', `${name}: a script ran`);
  expect(seen.charts.length === seen.figures, `${name}: ${seen.figures} figures, ${seen.charts.length} pictures`);
  for (const chart of seen.charts) {
    expect(chart.title.length > 8 && chart.said.length > 20, `${name}: a chart says "${chart.title}", "${chart.said}"`);
    expect(chart.outside === 0, `${name}: ${chart.outside} texts leave the chart "${chart.title}"`);
    expect(chart.small === 0, `${name}: ${chart.small} texts of "${chart.title}" are too small`);
    expect(chart.marks > 0, `${name}: "${chart.title}" shows nothing`);
  }
}

async function checkAxe(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const v of found.violations) expect(false, `${name}: ${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 120)}`);
  expect(found.passes.length > 10, `${name}: axe looked at little`);
}

// Tab by tab: every link, every part that opens or scrolls, each of them in sight and marked.
async function checkKeyboard(page, name) {
  const all = await page.evaluate(() => {
    const can = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter((e) => e.checkVisibility());
    can.forEach((e, i) => { e.dataset.order = i; });
    return can.length;
  });
  const reached = new Set();
  for (let i = 0; i < all; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
      return { order: e.dataset.order, marked: style.outlineStyle !== 'none', width: box.width,
               shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
    });
    reached.add(at.order);
    expect(at.marked && at.width > 0 && at.shown, `${name}: focus ${i} is not seen`);
  }
  expect(reached.size === all && !reached.has(undefined), `${name}: the keyboard reaches ${reached.size} of ${all}`);
  const opens = await page.evaluate(() => document.querySelectorAll('details').length);
  if (opens === 0) return;
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.querySelector('details').open), `${name}: Enter opens nothing`);
}

// The CSV behind a table: a row for each, by the names of its columns.
async function table(page, id) {
  const href = await page.locator(`a[download="${id}.csv"]`).first().getAttribute('href');
  const cells = (line) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map((match) => match[1]);
  const [head, ...rows] = decodeURIComponent(href.slice(href.indexOf(',') + 1)).trim().split('\n').map(cells);
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
}

const column = (name) => results.columns.find((c) => c.name === name);
const near = (a, b) => Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(b));

async function checkFigures(page, name) {
  const rows = await table(page, 'net_savings');
  for (const wanted of ['net', 'net_cashable_public', ...results.payers.map((p) => `net_cashable.${p.name}`)]) {
    const mean = column(wanted)?.mean;
    const value = mean?.value ?? mean?.full;
    expect(value !== undefined && rows.some((r) => near(parseFloat(r.mean), value)), `${name}: no row says ${wanted}, ${value}`);
  }
  const dots = await page.evaluate(() => [...document.querySelectorAll('figure svg')].filter((s) => s.getClientRects().length)[0]
    .querySelectorAll('circle.full').length);
  const chances = ['net', 'net_cashable_public'].map((c) => column(c).probability_positive).map((p) => p.value ?? p.full);
  expect(Math.abs(dots - 50 * (chances[0] + chances[1])) <= 2, `${name}: ${dots} full circles for chances of ${chances}`);
  const counts = await page.evaluate(() => [...document.querySelectorAll('.answer svg.wide text, .answer svg.narrow text')]
    .filter((t) => t.getClientRects().length).map((t) => t.textContent).filter((t) => /^\d+\D+50$/.test(t)).map((t) => parseInt(t)));
  expect(counts.length === 2 && counts[0] + counts[1] === dots, `${name}: ${counts} are said of ${dots} full circles`);
}

async function checkPrint(page, name, file) {
  const path = `${file}.pdf`;
  await page.pdf({ path, preferCSSPageSize: true, tagged: true, printBackground: true });
  const pdf = readFileSync(path, 'latin1');
  const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  expect(pdf.startsWith('%PDF-') && pdf.includes('/StructTreeRoot') && pdf.includes('/Lang'), `${name}: no tagged PDF`);
  expect(pages >= 3 && pages <= 25, `${name}: ${pages} pages on paper`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const file of ['fi', 'sv', 'en', 'compare', 'certain', 'hostile']) {
  expect(statSync(`${file}.html`).size < 700_000, `${file}.html: larger than 700 kB`);
  for (const width of widths)
    for (const scheme of schemes) {
      const { context, page, name } = await open(browser, file, width, scheme);
      await checkLayout(page, name);
      if (width !== 320) await checkAxe(page, name);
      if (width !== 320 && scheme === 'light') await checkKeyboard(page, name);
      if (['fi', 'sv', 'en'].includes(file) && width !== 320 && scheme === 'light') await checkFigures(page, name);
      if (width === 1280 && scheme === 'dark') await checkPrint(page, name, file);
      await context.close();
    }
}
await browser.close();
for (const fault of [...new Set(faults)]) console.error(`browser: ${fault}`);
console.log(`browser: ${looked - faults.length} passed, ${faults.length} failed (reports at ${widths.join(', ')} pixels, ${schemes.join(' and ')})`);
process.exit(faults.length > 0 || looked < 500 ? 1 : 0);
