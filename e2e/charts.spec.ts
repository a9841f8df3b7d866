import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { DEV } from '../playwright.config.ts';
import { LabPage } from './lab-page.ts';

/** The main screen fed with made-up records: no engine, so these tests take seconds. */
async function openScreen(page: Page, query: string, steps: number): Promise<LabPage> {
  const lab = new LabPage(page);
  await page.goto(`${DEV}/bench/screen/index.html?${query}`);
  await page.waitForFunction(() => 'feed' in window && window.screenRun.ready);
  await page.evaluate((count) => window.feed(count), steps);
  await expect(lab.stepCount).toHaveText(String(steps - 1));
  return lab;
}

/** Steps that the charts show themselves at: the river, the timeline, one criterion. */
const hairlines = (page: Page) => page.locator('.criteria .cursor, footer .hairline');

test('hovering any chart moves the cursor of all of them, and leaving goes back', async ({ page }) => {
  const lab = await openScreen(page, 'seeds=3', 80);
  const river = page.getByRole('img', { name: /^Effort by method/ });
  const box = (await river.boundingBox())!;
  const scale = (box.width - 116 - 104) / 150; // pixels per step
  await page.mouse.move(box.x + 116 + 40 * scale, box.y + 60);
  await expect(lab.stepCount).toHaveText('40');
  await expect(river).toHaveAccessibleName(/^Effort by method at step 40\. static prior: hedges \d+%/);
  await expect(hairlines(page)).toHaveCount(8);
  await expect(page.getByRole('slider', { name: 'Step shown' })).toHaveValue('79');
  const chart = (await lab.criterion('cite').locator('.chart svg').boundingBox())!;
  await page.mouse.move(chart.x + chart.width / 2, chart.y + 20);
  await expect(lab.stepCount).toHaveText(/^(39|40)$/);
  const axis = (await page.locator('footer .axis').boundingBox())!;
  await page.mouse.move(axis.x + axis.width / 5, axis.y + 12);
  await expect(lab.stepCount).toHaveText('30');
  await page.mouse.move(axis.x + axis.width / 5, axis.y - 300);
  await page.mouse.move(5, 5);
  await expect(lab.stepCount).toHaveText('79');
  await expect(hairlines(page)).toHaveCount(0);
  // Dragging stays where it is left; the arrow keys go on from there.
  await page.mouse.move(box.x + 116 + 60 * scale, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 116 + 20 * scale, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(5, 5);
  await expect(lab.stepCount).toHaveText('20');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.stepCount).toHaveText('19');
  expect(lab.complaints).toEqual([]);
});

test('each chart has a table of its numbers, to read and to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: DEV });
  const lab = await openScreen(page, 'seeds=2', 41);
  for (const [title, header] of [
    ['Effort by method', 'hedges'],
    ['Criteria by step', 'saturation'],
    ['What comes out', 'worst criterion'],
  ] as const) {
    await page.getByRole('button', { name: `Table: ${title}` }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog.getByRole('columnheader', { name: header, exact: true })).toBeVisible();
    const rows = await dialog.getByRole('row').count();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('status')).toHaveText(`${rows - 1} rows copied.`);
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines).toHaveLength(rows);
    expect(new Set(lines.map((line) => line.split('\t').length)).size).toBe(1);
    expect(lines.at(-1)).toMatch(/^40\t/);
    if (header === 'hedges')
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  expect(lab.complaints).toEqual([]);
});

/** How much of a column of the river's canvas is painted, 0 to 1, at a step. */
const painted = (page: Page, step: number): Promise<number> =>
  page.evaluate((at) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.river canvas')!;
    const x = 116 + ((canvas.clientWidth - 116 - 104) * at) / 150;
    const ratio = canvas.width / canvas.clientWidth;
    const { data } = canvas.getContext('2d')!.getImageData(Math.round(x * ratio), 0, 1, canvas.height);
    return data.filter((_, i) => i % 4 === 3 && data[i]! > 0).length / canvas.height;
  }, step);

test('steps without signal are a gap, and a rubric without weight can be restored', async ({ page }) => {
  const lab = await openScreen(page, 'seeds=1&quiet=30', 34);
  const river = page.getByRole('img', { name: /^Effort by method/ });
  await expect(river).toHaveAccessibleName(/focal: no group can teach anything/);
  await page.evaluate(() => window.feed(26));
  await expect(river).toHaveAccessibleName(/at step 59.*focal: hedges/);
  expect(await painted(page, 20)).toBeGreaterThan(0.8);
  expect(await painted(page, 34)).toBe(0);
  expect(await painted(page, 50)).toBeGreaterThan(0.8);

  await page.evaluate(() => {
    for (const { id } of window.screenRun.criteria)
      window.screenRun.edit({ kind: 'weight', criterion: id, value: 0 });
    window.feed(10);
  });
  await expect(page.locator('.river').getByText('no criterion has weight').last()).toBeVisible();
  expect(await painted(page, 64)).toBeGreaterThan(0.8); // flat grey
  await page.getByRole('button', { name: 'Restore weights' }).click();
  await expect(page.getByRole('button', { name: 'Restore weights' })).toBeHidden();
  await page.evaluate(() => window.feed(2));
  await expect(river).toHaveAccessibleName(/at step 71.*focal: hedges/);
  await expect(lab.marks).toHaveCount(8);
  expect(lab.complaints).toEqual([]);
});

test('what is drawn step by step is what is drawn at once', async ({ page }) => {
  await openScreen(page, 'seeds=1&steps=600&criteria=12', 3);
  await page.evaluate(() => window.play(120, 1));
  await expect(page.getByTestId('step')).toHaveText('119');
  /** Share of the picture that differs from the one before the last, or from the first. */
  const changed = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.river canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const pictures = ((window as { pictures?: Uint8ClampedArray[] }).pictures ??= []);
      pictures.push(data);
      const before = pictures.at(-3) ?? pictures[0]!;
      // Colours along a stretch are interpolated between fewer points when it is long.
      return data.filter((value, i) => Math.abs(value - before[i]!) > 24).length / data.length;
    });
  await changed();
  await page.keyboard.press('t'); // another theme has all of it drawn anew
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await changed()).toBeGreaterThan(0.02);
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await changed()).toBeLessThan(0.002);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap on a chart looks at that step, and a finger that moves up scrolls', async ({ page }) => {
    const lab = await openScreen(page, 'seeds=1', 60);
    const count = page.locator('.phone-count b');
    const river = page.getByRole('img', { name: /^Effort by method/ });
    await river.tap({ position: { x: 100, y: 60 } });
    await expect(count).not.toHaveText('59');
    const tapped = await count.textContent();
    const session = await page.context().newCDPSession(page);
    const touch = (type: string, y?: number) =>
      session.send('Input.dispatchTouchEvent', {
        type: type as 'touchStart',
        touchPoints: y === undefined ? [] : [{ x: 40, y }],
      });
    await touch('touchStart', 400);
    for (let y = 380; y >= 200; y -= 20) await touch('touchMove', y);
    await touch('touchEnd');
    await expect.poll(() => page.locator('main').evaluate((main) => main.scrollTop)).toBeGreaterThan(50);
    await expect(count).toHaveText(tapped!);
    expect(lab.complaints).toEqual([]);
  });
});
