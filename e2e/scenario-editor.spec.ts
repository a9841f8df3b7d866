import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

test('a scenario is made, measured, trained on, saved, and comes back', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto(`/${SMALL}&seeds=1`);
  await expect(lab.play).toBeVisible(); // the editor needs no run that is ready
  await page.keyboard.press('/');
  const found = page.getByRole('dialog').getByRole('option').first();
  await expect(found).toBeVisible();
  await page.keyboard.type('blank scenario');
  await expect(found).toContainText('Blank scenario');
  await page.keyboard.press('Enter');
  const view = page.getByRole('dialog', { name: 'Scenario editor' });
  await expect(view.getByRole('heading', { name: 'Scenario editor' })).toBeFocused();

  // What is wrong is said where it stands; what is right is shown at once.
  const name = view.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Refunds');
  const topic = view.getByRole('textbox', { name: 'Topic 1, name' });
  await topic.fill('refunds');
  const word = view.getByRole('textbox', { name: 'Topic 1, word 1' });
  await word.fill('yeast');
  await expect(view.getByText('“yeast” is there twice; words differ.')).toHaveCount(2);
  await expect(view.getByRole('button', { name: 'Train on it' })).toBeDisabled();
  await word.fill('money');
  await view.getByRole('textbox', { name: 'Topic 1, word 2' }).fill('cash');
  await expect(view.getByTestId('scenario-samples')).toContainText(/money|cash/);
  const share = view.getByRole('spinbutton', { name: 'open with a greeting', exact: true });
  await share.fill('120');
  await expect(view.getByText('120 is not a number from 0 to 100.')).toBeVisible();
  await share.fill('100');
  await expect(view.getByTestId('template-greets')).toHaveText('100 %');
  await view.getByRole('spinbutton', { name: 'tell facts of their topic: none' }).fill('30');
  await expect(view.getByText('30 + 40 + 25 + 10 are 105; together they are 100.')).toBeVisible();
  await view.getByRole('spinbutton', { name: 'tell facts of their topic: none' }).fill('25');

  await view.getByRole('spinbutton', { name: 'Warm-up steps' }).fill('30');
  await view.getByRole('spinbutton', { name: 'Training steps' }).fill('50');
  await view.getByRole('spinbutton', { name: 'Group size' }).fill('4');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await view.getByRole('button', { name: 'Warm up a policy' }).click();
  await expect(view.getByTestId('policy-greets')).toHaveText(/^\d+ %$/);
  await expect(view.getByText('after step 30 of 30')).toBeVisible();
  await expect(view.getByText('It begins with the policy measured above.')).toBeVisible();

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    view.getByRole('button', { name: 'Save file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('refunds.json');
  const file = await readFile((await saved.path())!, 'utf8');
  expect(JSON.parse(file).language.topics[0].id).toBe('refunds');

  // What was warmed up is what the run begins with: nothing is trained twice.
  await view.getByRole('button', { name: 'Train on it' }).click();
  await expect(view).toHaveCount(0);
  const bar = page.locator('header.bar');
  await expect(bar).toContainText('Refunds');
  for (let i = 0; i < 3; i++) await lab.advance();
  const answers = page.locator('.rollouts');
  await expect(answers.getByRole('combobox', { name: 'Prompt' })).toContainText('topic: refunds');
  await expect(answers).toContainText(/money|cash/);

  // A damaged file changes nothing; the run was kept with all that it is.
  await page.reload();
  await expect(lab.play).toBeVisible();
  await lab.drop('damaged.json', file.replace('"greeting": 1', '"greeting": 3'));
  await expect(page.getByText('mixture.greeting: 3 is not between 0 and 1')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(bar).toContainText('Refunds');
  await lab.waitForStep(2);
  await expect(answers).toContainText(/money|cash/);
  expect(lab.complaints).toEqual([]);
});
