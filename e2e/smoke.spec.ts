import { expect, test } from '@playwright/test';
import { BUILT, DEV } from '../playwright.config.ts';
import { LabPage, SMALL } from './lab-page.ts';

for (const [name, address] of [
  ['the built page', BUILT],
  ['vite dev', DEV],
] as const)
  test(`${name} opens on WebGPU, trains, and stays quiet on the console`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(`${address}/${SMALL}`);
    await expect(lab.device).toContainText('WebGPU');
    await lab.step.click();
    await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
    await expect(lab.stepCount).toHaveText('0');
    await lab.play.click();
    await lab.waitForStep(3);
    await lab.pause.click();
    await expect(lab.play).toBeEnabled();
    await expect(page.getByRole('row').nth(1)).toContainText(/[a-z]/);
    await expect(page.getByTestId('health')).toContainText('Healthy');
    expect(lab.complaints).toEqual([]);
  });

test('the built page works from a folder that is not the root, under a strict policy for scripts', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`${BUILT}/index.html${SMALL}`);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(await page.locator('script:not([src])').count()).toBe(0);
  for (const script of await page.locator('script[src]').all())
    expect(await script.getAttribute('src')).toMatch(/^\.\//);
});
