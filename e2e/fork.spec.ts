import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

test('rewind, change one thing, and see both futures', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  for (let step = 0; step < 3; step++) await lab.advance();
  const weight = page.getByRole('slider', { name: 'Weight of cites' });

  await weight.press('End');
  await expect(lab.marks).toHaveCount(1);
  const edited = (await weight.getAttribute('aria-valuetext'))!;
  for (let step = 0; step < 2; step++) await lab.advance();
  const outcome = page.getByTestId('outcome-focal-prior');
  const future = await outcome.textContent();

  // Back at step 1 the rubric is as it was, and cannot be edited there.
  await page.getByRole('slider', { name: 'Step shown' }).fill('1');
  await expect(lab.stepCount).toHaveText('1');
  await expect(weight).not.toHaveAttribute('aria-valuetext', edited);
  await expect(weight).toHaveAttribute('aria-disabled', 'true');
  const past = await outcome.textContent();

  const fork = page.locator('footer').getByRole('button', { name: 'Fork' });
  await fork.click();
  const card = page.getByRole('dialog', { name: 'Fork' });
  await expect(card.getByRole('heading')).toHaveText('Fork after step 1');
  expect((await new AxeBuilder({ page }).include('footer').analyze()).violations).toEqual([]);
  await card.getByRole('button', { name: 'Fork here' }).click();
  await expect(lab.play).toBeEnabled();
  await expect(lab.stepCount).toHaveText('1');
  await expect(lab.marks).toHaveCount(0);
  expect(await outcome.textContent()).toContain(past!.slice(0, 10));
  await expect(page.getByRole('img', { name: 'Forked at step 2' })).toBeVisible();

  // The same steps and the same edit again: the same future.
  await lab.advance();

  await weight.press('End');
  for (let step = 0; step < 2; step++) await lab.advance();
  expect((await outcome.textContent())!.slice(0, 10)).toBe(future!.slice(0, 10));

  // And the one without the edit, which is not undo: it was never made.
  await page.locator('footer').getByRole('button', { name: '1 edit' }).click();
  await page.getByRole('button', { name: /^Replay without: cites weight/ }).click();
  await lab.waitForStep(4);
  await expect(lab.play).toBeEnabled();
  await expect(lab.stepCount).toHaveText('4');
  await expect(page.locator('footer').getByRole('button', { name: '0 edits' })).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test('two methods from one past', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  for (let step = 0; step < 3; step++) await lab.advance();
  await page.locator('footer').getByRole('button', { name: 'Fork' }).click();
  const card = page.getByRole('dialog', { name: 'Fork' });
  await card.getByRole('combobox', { name: 'Method from then on' }).selectOption('GDPO');
  // Read this late, as a busy page draws the score of a step a while after its number.
  const before = await lab.scoreOf('facts', 'static prior');
  await card.getByRole('button', { name: 'Fork into GDPO' }).click();
  await expect(page.getByTestId('outcome-gdpo')).toBeVisible();
  await expect(lab.play).toBeEnabled();
  expect(await lab.scoreOf('facts', 'static prior')).toBe(before);
  expect(await lab.scoreOf('facts', 'GDPO')).toBe(before);
  await lab.step.click();
  await lab.waitForStep(3);
  expect(lab.complaints).toEqual([]);
});
