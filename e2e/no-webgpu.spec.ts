import { chromium, expect, test } from '@playwright/test';
import { chromiumLaunch } from '../cli/chromium.ts';
import { LabPage, SMALL } from './lab-page.ts';

test('without WebGPU the badge says so, a click what to do about it, and another backend trains', async ({
  baseURL,
}) => {
  const launch = chromiumLaunch();
  const flags = launch.args!.filter((flag) => !/webgpu/i.test(flag));
  const browser = await chromium.launch({ ...launch, args: flags });
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    const lab = new LabPage(page);
    await lab.open(`/${SMALL}`);
    await expect(lab.device).toContainText('no WebGPU');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await lab.device.click();
    const card = page.getByRole('dialog', { name: 'What this computes on' });
    await expect(card).toContainText('found no graphics adapter');
    for (const browserName of ['Chrome or Edge', 'Firefox', 'Safari'])
      await expect(card).toContainText(browserName);
    await page.keyboard.press('Escape');
    await lab.play.click();
    await lab.waitForStep(2);
    await lab.pause.click();
    await expect(lab.device).toContainText(/^WebGL, about/);
  } finally {
    await browser.close();
  }
});

test('the processor alone can be asked for by address', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}&set=numGenerations=2&backend=cpu`);
  await expect(lab.device).toHaveText('Processor, no WebGPU');
  await expect(lab.seeds).toHaveText('seed 1');
  await lab.device.click();
  const fused = page.getByRole('dialog').getByRole('button', { name: /^fused/ });
  await expect(fused).toBeDisabled();
  await expect(fused).toContainText('It needs WebGPU; this device computes with cpu.');
  await page.keyboard.press('Escape');
  await lab.step.click();
  await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
});
