import { expect, test } from '@playwright/test';
import { DEV } from '../playwright.config.ts';

test('another run is drawn over this one until it is taken off', async ({ page }) => {
  await page.goto(`${DEV}/bench/screen/index.html?seeds=2&steps=60`);
  await page.waitForFunction(() => 'feed' in window && window.screenRun.ready);
  await page.evaluate(() => window.feed(60));
  await expect(page.getByTestId('step')).toHaveText('59');
  await page.evaluate(() => {
    const run = window.screenRun;
    const parent = run.asOverlay(20, 'before the fork');
    run.openWith({});
    run.overlays = [parent];
  });
  await page.waitForFunction(() => window.screenRun.ready);
  await page.evaluate(() => window.feed(30));
  await expect(page.getByTestId('step')).toHaveText('29');

  const river = page.getByRole('region', { name: 'Where the training effort goes' });
  await expect(river.getByRole('listitem')).toContainText('outline: before the fork');
  const outlines = river.getByRole('img').locator('path[stroke-dasharray][d^="M"]');
  const drawn = () => outlines.evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));
  const methods = await page.evaluate(() => window.screenRun.methods.length);
  const edges = await page.evaluate(() => window.screenRun.columns.length - 1);
  const ends = 2 * methods; // leaders of the two lit streams
  await expect(outlines).toHaveCount(methods * edges + ends);
  await expect(river.getByText('step 20: parts from before the fork')).toBeAttached();
  await expect(page.getByTestId('outcome-focal-prior').getByText(/^was \.\d\d$/)).toHaveCount(3);
  await expect(
    page.getByTestId('criterion-hedge').getByText(/focal in before the fork \.\d\d/),
  ).toBeAttached();

  // A step changes nothing of the outlines.
  const before = (await drawn()).slice(0, methods * edges);
  await page.evaluate(() => window.feed(2));
  await expect(page.getByTestId('step')).toHaveText('31');
  expect((await drawn()).slice(0, methods * edges)).toEqual(before);

  await page.getByRole('button', { name: 'Take off before the fork' }).click();
  await expect(outlines).toHaveCount(0);
  await expect(page.getByText(/^was /)).toHaveCount(0);
});
