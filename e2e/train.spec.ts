import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

test('press play: focal teaches citing and hedging, which static weights learn late or never', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const lab = new LabPage(page);
  await lab.open(
    '/?methods=static-prior,focal-prior&set=numGenerations=8&set=focal.gamma=3&set=learningRate=0.006',
  );
  await lab.play.click();
  const rare = async (method: string) =>
    (await lab.scoreOf('cite', method)) + (await lab.scoreOf('hedge', method));
  await lab.waitForStep(1);
  const start = await rare('focal');
  expect(start).toBeLessThan(0.3);
  await expect.poll(() => lab.scoreOf('cite', 'focal'), { timeout: 400_000 }).toBeGreaterThan(0.4);
  await expect.poll(() => lab.scoreOf('hedge', 'focal'), { timeout: 400_000 }).toBeGreaterThan(0.2);
  expect(await rare('focal')).toBeGreaterThan((await rare('static prior')) + 0.2);
});

test('an edit during the run takes effect at the next step, without restarting', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}&set=focal.gamma=0`);
  await lab.step.click();
  await expect(lab.criterion('hedge').getByTestId('weight')).toHaveText('2%'); // 0.3 of 18.8
  await lab.play.click();
  await lab.waitForStep(1);
  const slider = page.getByRole('slider', { name: 'Weight of hedges' });
  await slider.focus();
  await page.keyboard.press('End'); // weight 10 of 28.5
  await expect(page.locator('footer .edit')).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText(/From step \d+: hedges weight 0\.3 → 10/);
  const edited = Number(/From step (\d+)/.exec((await page.getByRole('status').textContent())!)![1]);
  await lab.waitForStep(edited + 6); // weights are shown as a mean of 5 steps
  await expect.poll(() => lab.weightOf('hedge')).toBe(35);
  // Looking back shows the step before the edit as it was.
  await lab.pause.click();
  await page.getByRole('slider', { name: 'Step shown' }).fill(String(edited - 1));
  await expect.poll(() => lab.weightOf('hedge')).toBe(2);
});

test('a criterion switched off weighs nothing from the next step on, and undo brings it back', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.getByRole('switch', { name: 'greets counts' }).click();
  await expect(page.getByRole('status')).toHaveText('From step 0: greets switched off');
  await lab.step.click();
  await expect(lab.criterion('greets').getByTestId('weight')).toHaveText('0%');
  await page.getByRole('button', { name: 'Undo edit' }).click();
  await expect(page.getByRole('switch', { name: 'greets counts' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Undo edit' })).toBeDisabled();
});

test('reset goes back to step 0 and the scenario’s own weights, and gives the same run again', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  const firstAnswers = async () => {
    await lab.step.click();
    await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
    return page.getByRole('region', { name: 'Answers, best first' }).innerText();
  };
  const before = await firstAnswers();
  await page.getByRole('slider', { name: 'Weight of hedges' }).press('End');
  await expect(page.locator('footer .edit')).toHaveCount(1);
  await lab.reset.click();
  await expect(page.locator('footer .edit')).toHaveCount(0);
  await expect(lab.play).toBeEnabled();
  expect(await firstAnswers()).toBe(before);
});

test('several seeds: a tick each, a band around their lines, and others start a new run', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(
    '/?seeds=3&set=numGenerations=4&set=numIterations=1&set=steps=4&methods=static-prior,focal-prior',
  );
  await expect(lab.seeds).toHaveText('seeds 1–3');
  await lab.step.click();
  await lab.waitForStep(0);
  await expect(lab.step).toBeEnabled();
  await lab.step.click();
  await lab.waitForStep(1);
  for (const method of ['static-prior', 'focal-prior'])
    await expect(page.getByTestId(`outcome-${method}`).locator('svg').first().locator('.seed')).toHaveCount(
      3,
    );
  await expect(lab.criterion('hedge').locator('.chart .band')).toHaveCount(2);
  await expect(lab.criterion('hedge').locator('.chart .seeds')).toHaveAttribute('d', /^M(.+M){2}/);

  // The same method on another seed gave other answers.
  const answers = page.getByRole('region', { name: 'Answers, best first' });
  const before = await answers.innerText();
  await page.getByRole('combobox', { name: 'Seed' }).selectOption('seed 2');
  await expect.poll(() => answers.innerText()).not.toBe(before);
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('focal-prior');

  // Typing changes nothing; what is not allowed is said; Enter starts a new run.
  await lab.seeds.click();
  const form = page.getByRole('dialog', { name: 'Seeds' });
  await expect(form).toContainText('The 2 steps of this run are lost.');
  await form.getByLabel('Number of seeds').fill('99');
  await form.getByRole('button', { name: 'Start a new run' }).click();
  await expect(form.getByRole('alert')).toContainText('Number of seeds is "99"; allowed is');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await form.getByLabel('Number of seeds').fill('2');
  await form.getByLabel('First seed').fill('7');
  await expect(lab.seeds).toHaveText('seeds 1–3');
  await expect(lab.stepCount).toHaveText('1');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(lab.seeds).toHaveText('seeds 7–8');
  await expect(page.getByTestId('outcome-focal-prior')).toBeHidden();
  await expect(lab.play).toBeEnabled();
  await lab.step.click();
  await expect(page.getByTestId('outcome-focal-prior').locator('svg').first().locator('.seed')).toHaveCount(
    2,
  );
  await expect(lab.criterion('hedge').locator('.chart .band')).toHaveCount(0);
  expect(lab.complaints).toEqual([]);
});

test('the badge says which engine runs, and the other one starts a new run', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}&engine=ops`);
  await lab.step.click();
  await lab.waitForStep(0);
  await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
  await lab.device.click();
  const card = page.getByRole('dialog', { name: 'What this computes on' });
  await expect(card.getByRole('button', { name: /^ops/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(card).toContainText('Each step is computed by the ops engine. Switching starts a new run');
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await card.getByRole('button', { name: /^fused/ }).click();
  await expect(page.getByTestId('outcome-focal-prior')).toBeHidden();
  await expect(card.getByRole('button', { name: /^fused/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(lab.play).toBeEnabled();
});

test('the page answers while a step is being computed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('/?set=numGenerations=16&set=steps=3');
  await lab.play.click();
  await lab.waitForStep(0);
  // A step takes seconds here; the theme must not wait for it.
  const before = await lab.stepCount.textContent();
  await page.getByRole('button', { name: /theme/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark', { timeout: 1000 });
  expect(await lab.stepCount.textContent()).toBe(before);
});

test('an address that asks for impossible things says so and opens the default', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}&scenario=nowhere&set=beta=-3&seed=x&seeds=0&engine=steam`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Unknown scenario "nowhere"');
  await expect(alert).toContainText('beta is "-3"');
  await expect(alert).toContainText('seed is "x"');
  await expect(alert).toContainText('seeds is "0"; allowed is a whole number from 1 to 32');
  await expect(alert).toContainText('engine is "steam"; allowed is auto, fused, ops');
  await expect(page.getByText('Forgotten footnote')).toBeVisible();
});
