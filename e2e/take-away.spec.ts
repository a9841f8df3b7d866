import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Download, type Locator, type Page } from '@playwright/test';
import { DEV } from '../playwright.config.ts';
import { LabPage } from './lab-page.ts';

const RIVER = 'Effort by method';

async function saved(page: Page, button: Locator): Promise<{ download: Download; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await button.click();
  const download = await coming;
  return { download, bytes: readFileSync(await download.path()) };
}

/** Width and height of a PNG, of its header. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

test('each chart is saved as SVG and as PNG', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto('/?seeds=3'); // a recorded run: nothing has to be trained for it
  await expect(page.getByTestId('recorded')).toBeVisible();
  await lab.show('Contrast');
  for (const [title, kind] of [
    [RIVER, 'effort'],
    ['Criteria by step', 'criteria'],
    ['What comes out', 'outcome'],
    ['Weight by pass rate', 'contrast'],
  ] as const) {
    await page.getByRole('button', { name: `Table: ${title}` }).click();
    const dialog = page.getByRole('dialog', { name: title });
    const svg = await saved(page, dialog.getByRole('button', { name: 'Save SVG' }));
    expect(svg.download.suggestedFilename()).toBe(`forgotten-footnote-${kind}-step-149.svg`);
    await expect(dialog.getByRole('status')).toHaveText(`Saved forgotten-footnote-${kind}-step-149.svg.`);
    const text = svg.bytes.toString('utf8');
    // As strict as a browser reads XML.
    const { errors, root, height } = await page.evaluate((source) => {
      const { documentElement: whole } = new DOMParser().parseFromString(source, 'image/svg+xml');
      const broken = whole.getElementsByTagName('parsererror').length;
      return { errors: broken, root: whole.nodeName, height: Number(whole.getAttribute('height')) };
    }, text);
    expect([errors, root]).toEqual([0, 'svg']);
    expect(text).toContain('Forgotten footnote · static prior, static uniform, focal · seeds 1–3 · step 149');
    const png = await saved(page, dialog.getByRole('button', { name: 'Save PNG' }));
    expect(png.download.suggestedFilename()).toMatch(/-step-149\.png$/);
    expect(sizeOf(png.bytes)).toEqual([2 * 960, 2 * height]);
    expect(png.bytes.length).toBeGreaterThan(20_000); // it is not blank
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  expect(lab.complaints).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a chart’s table has its buttons in reach', async ({ page }) => {
    await page.goto(`${DEV}/bench/screen/index.html?seeds=2`);
    await page.waitForFunction(() => 'feed' in window && window.screenRun.ready);
    await page.evaluate(() => window.feed(20));
    await page.getByRole('button', { name: `Table: ${RIVER}` }).tap();
    const dialog = page.getByRole('dialog', { name: RIVER });
    for (const name of ['Copy', 'Save SVG', 'Save PNG'])
      await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  });
});

test('a report opens offline, and figures wear the page’s colours', async ({ page, context }) => {
  await page.goto(`${DEV}/bench/screen/index.html?seeds=3`);
  await page.waitForFunction(() => 'feed' in window && window.screenRun.ready);
  await page.evaluate(() => {
    window.feed(30);
    window.screenRun.edit({ kind: 'weight', criterion: 'hedge', value: 2 });
    window.feed(30);
  });
  const differing = await page.evaluate(async () => {
    const path = '/src/exchange/svg/colours.ts'; // as the dev server serves it
    const figures = (await import(path)) as Record<string, string> & { HUES: string[] };
    const style = getComputedStyle(document.documentElement);
    const named = ['PAPER', 'WASH', 'LINE', 'INK', 'INK_2', 'INK_3', 'METHOD'];
    const pairs = named.map((name) => [name.toLowerCase().replace('_', '-'), figures[name]!]);
    figures.HUES.forEach((colour, hue) => pairs.push([`c${hue}`, colour]));
    return pairs.filter(([token, colour]) => style.getPropertyValue(`--${token}`).trim() !== colour);
  });
  expect(differing).toEqual([]);

  const coming = page.waitForEvent('download');
  await page.evaluate(async () => {
    const path = '/src/app/take-away/index.ts';
    const takeAway = await import(path);
    takeAway.saveReport(window.screenRun, { name: 'A run <b>of mine</b>', notes: 'What I saw.' });
  });
  const download = await coming;
  expect(download.suggestedFilename()).toBe('forgotten-footnote-report-step-59.html');
  const file = test.info().outputPath('report.html');
  await download.saveAs(file);
  const asked: string[] = [];
  const reader = await context.newPage();
  await context.setOffline(true);
  reader.on('request', (request) => asked.push(request.url()));
  const complaints: string[] = [];
  reader.on('console', (message) => complaints.push(message.text()));
  await reader.goto(`file://${file}`);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('A run <b>of mine</b>');
  await expect(reader.getByRole('img')).toHaveCount(3);
  await expect(reader.getByRole('row', { name: /hedges weight 0\.3 → 2/ })).toBeVisible();
  expect(asked).toEqual([reader.url()]);
  expect((await new AxeBuilder({ page: reader }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(complaints).toEqual([]);
});
