import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

const CUSTOM =
  '?methods=static-prior,pow3r,custom&set=numGenerations=4&set=numIterations=1&set=steps=1000&seeds=1';

const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

test('another choice of methods is another run, and keeps what was edited', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.edit('clean');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => lab.rubric()).not.toContain('clean');
  await lab.methods();
  const choose = await lab.unfold('choose');
  const start = choose.getByRole('button', { name: /Start a new run/ });
  await expect(start).toBeDisabled();
  const box = (name: string) =>
    choose.getByRole('checkbox', { name: new RegExp(`^${name} (paper|public|summary|recon)`) });
  await box('focal').uncheck();
  await box('custom').check();
  await box('POW3R').check();
  await expect(choose).toContainText('which charts draw in colour: custom');
  await start.click();
  await expect(lab.side.getByTestId('method-pow3r')).toBeVisible();
  await expect(lab.side.getByTestId('method-focal-prior')).toHaveCount(0);
  await expect(start).toBeDisabled();
  await expect(lab.step).toBeEnabled();
  await lab.step.click();
  for (const id of ['static-prior', 'pow3r', 'custom'])
    await expect(page.getByTestId(`outcome-${id}`)).toHaveCount(1);
  await page.getByRole('button', { name: 'Rubric', exact: true }).click();
  expect(await lab.rubric()).not.toContain('clean');
  await expect(page.locator('#open-methods')).toBeFocused();
  expect(lab.complaints).toEqual([]);
});

test('parameters and GRPO options turn while the run goes on, each with its mark', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  await lab.methods();
  const focal = await lab.unfold('method-focal-prior');
  await focal.getByRole('button', { name: 'paper-like' }).click();
  await expect(lab.lastEdit).toHaveText('From step 1: gamma 1 → 3');
  await expect(focal.getByRole('button', { name: 'paper-like' })).toHaveAttribute('aria-pressed', 'true');
  await focal.getByRole('button', { name: 'safe' }).click();
  await expect(focal.getByLabel('focal: cap', { exact: true })).toHaveValue('0.286');
  await expect(lab.marks).toHaveCount(2); // one edit per preset
  await focal.getByRole('button', { name: 'Reset focal: cap' }).click();
  await expect(focal.getByLabel('focal: cap', { exact: true })).toHaveValue('1');
  await focal.getByLabel('focal: estimator', { exact: true }).selectOption('group mean');
  await expect(lab.lastEdit).toContainText('estimator tilted group mean → group mean');

  const grpo = await lab.unfold('grpo');
  await expect(grpo.getByLabel('match scale', { exact: true })).toBeDisabled();
  await grpo.getByLabel('std division', { exact: true }).selectOption('none');
  await expect(lab.lastEdit).toContainText('std division off');
  await expect(grpo.getByLabel('match scale', { exact: true })).toBeEnabled();
  await grpo.getByLabel('KL penalty', { exact: true }).fill('0.05');
  await grpo.getByLabel('KL penalty', { exact: true }).press('Enter');
  await expect(lab.lastEdit).toContainText('beta 0.02 → 0.05');
  await grpo.getByLabel('KL penalty', { exact: true }).fill('7');
  await expect(grpo.getByRole('alert')).toContainText('7 is not a number from 0 to 1');
  await grpo.getByLabel('KL penalty', { exact: true }).press('Escape');
  const slider = grpo.getByRole('slider', { name: 'learning rate, slider' });
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(lab.lastEdit).toContainText('learning rate 0.003 →');
  const marks = await lab.marks.count();
  await lab.advance();
  expect(await lab.marks.count()).toBe(marks);
  await page.getByRole('button', { name: 'Undo edit' }).click();
  await expect(lab.lastEdit).toContainText('undo: learning rate');
  await grpo.getByLabel('inner passes', { exact: true }).selectOption('2');
  await grpo.getByRole('button', { name: 'Start a new run with 2' }).click();
  await expect(lab.marks).toHaveCount(0);
  await expect(grpo.getByLabel('KL penalty', { exact: true })).toHaveValue('0.05');
  await expect(lab.step).toBeEnabled();
  expect(lab.complaints).toEqual([]);
});

test('a formula is checked as it is typed, and rules the weights when it is sent', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${CUSTOM}`);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('outcome-custom')).toBeVisible();
  await lab.methods();
  const formula = lab.side.getByLabel(/^Formula/).and(page.locator('textarea'));
  const said = lab.side.getByTestId('formula-said');
  await expect(said.locator('math')).toBeVisible();
  await formula.fill('prior * saturatio');
  await expect(formula).toHaveAttribute('aria-invalid', 'true');
  await expect(said).toContainText('At character 9');
  await expect(said.locator('pre')).toHaveText('prior * saturatio\n        ^');
  await formula.press('Enter'); // nothing is sent
  await expect(lab.marks).toHaveCount(0);
  await formula.fill('highest > lowest ? 1 : 0.000001');
  await expect(lab.side.getByTestId('formula-tried')).toContainText('Weights it gives');
  await formula.press('Enter');
  await expect(lab.lastEdit).toHaveText('From step 1: formula changed');
  const before = await lab.weightOf('greets');
  await lab.advance();
  await lab.advance();
  expect(await lab.weightOf('greets')).not.toBe(before);

  await formula.fill('-prior');
  await expect(lab.side.getByTestId('formula-tried')).toContainText(
    'greets is given −0.266: nothing may be negative',
  );
  await lab.side.getByRole('button', { name: 'Use it' }).click();
  await expect(lab.marks).toHaveCount(2);
  await lab.advance();
  await expect(lab.side.getByTestId('fell-back')).toHaveText(
    /In 6 of 6 groups the formula gave no usable weights; the prior stood in/,
  );
  await lab.back();
  await page.getByRole('button', { name: 'Edit the formula' }).click();
  await expect(formula).toBeFocused();
  await lab.side.getByRole('button', { name: 'Default', exact: true }).click();
  await formula.press('Enter');
  await expect(lab.marks).toHaveCount(3);
  await lab.advance();
  await expect(lab.side.getByTestId('fell-back')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo edit' }).click();
  await expect(formula).toHaveValue('-prior');
  await expect(said).not.toContainText('Compiling'); // nothing is waited for
  expect(lab.complaints).toEqual([]);
});

test('numbers say how they come about, by pointer and by keyboard', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.show('Numbers');
  await expect(page.getByText('The first numbers appear with the first step.')).toBeVisible();
  await lab.advance();
  const grid = page.getByRole('grid');
  const caption = page.getByTestId('caption');
  const weights = grid.locator('tr.weight td[role="gridcell"]');
  await weights.nth(6).hover();
  await expect(caption).toHaveText(
    /^w\(hedges\) = b \(1 − s \+ ε\)\^γ \/ Σ = \.016 · \(1 − \S+ \+ \.05\)\^1 \/ \S+ = \.\d\d$/,
  );
  await weights.nth(0).focus();
  await page.mouse.move(0, 0);
  await expect(caption).toHaveText(/^w\(greets\)/);
  await page.keyboard.press('ArrowDown');
  await expect(caption).toHaveText(/^S\(answer \d, greets\)/);
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
  await expect(caption).toHaveText(/^direct\(answer \d\) = Σ b·S/);
  await expect(lab.stepCount).toHaveText('0'); // arrows stay within the grid
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(caption).toHaveText(/^A\(answer \d\) = /);

  const edits = await lab.marks.count();
  await page.getByRole('button', { name: 'Example' }).click();
  await expect(page.getByRole('heading', { name: 'Example, not of this run' })).toBeVisible();
  await expect(page.getByTestId('story')).toContainText('Answer 3 goes from worst to best');
  const gamma = page.getByRole('slider', { name: 'Example gamma' });
  await gamma.focus();
  await gamma.press('Home');
  await expect(page.getByTestId('story')).toContainText('Answer 3 stays last');
  await expect(lab.marks).toHaveCount(edits);
  await page.getByRole('button', { name: 'Back to the run' }).click();
  await expect(page.getByRole('heading', { name: 'Numbers behind' })).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test('the contrast tells methods apart, in words too', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${CUSTOM}`);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('outcome-custom')).toBeVisible();
  await lab.show('Contrast');
  const plot = page.getByTestId('contrast');
  await expect(plot).toHaveAttribute(
    'aria-label',
    /static prior: \.50 when no answer meets it, \.50 when half do, \.50 when all do\. POW3R: .*Under custom: greets scores/,
  );
  await expect(plot.locator('path.line')).toHaveCount(3);
  await expect(plot.locator('circle')).toHaveCount(7);
});

// Colours do not depend on the width: each theme and each width once.
for (const [theme, form, viewport] of [
  ['light', 'desk', { width: 1440, height: 900 }],
  ['dark', 'phone', { width: 390, height: 844 }],
] as const)
  test(`axe finds nothing in the views of methods: ${theme}, ${form}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const lab = new LabPage(page);
    await page.goto(`/${CUSTOM}`);
    await expect(page.getByRole('button', { name: 'Play' }).filter({ visible: true })).toBeEnabled();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('outcome-custom')).toBeVisible();
    await lab.show('Numbers');
    await lab.methods();
    for (const id of ['method-static-prior', 'method-pow3r', 'choose', 'grpo']) await lab.unfold(id);
    await lab.side.getByText('Quantities and functions').click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Example' }).click();
    await lab.side.locator('textarea').fill('prior * (');
    await expect(lab.side.getByTestId('formula-said')).toContainText('At');
    expect(await axe(page)).toEqual([]);
    await lab.show('Contrast');
    await lab.side.getByRole('button', { name: 'Sources' }).click();
    const sources = page.getByRole('dialog', { name: 'Sources' });
    await expect(sources.locator('math').first()).toBeVisible();
    await expect(sources).toContainText('Unknown');
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(sources).toHaveCount(0);
    await expect(lab.sideTitle).toHaveText('Methods'); // Escape closed the dialog, not the view behind it
    expect(await axe(page)).toEqual([]);
    const overflow = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth - innerWidth, scrollHeight - innerHeight];
    });
    expect(overflow).toEqual([0, 0]);
    expect(lab.complaints).toEqual([]);
  });

test('the gradient’s shares are measured on demand, in the step that is taken for it', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  await lab.show('Gradient');
  await page.getByRole('button', { name: 'Take a step and measure it' }).click();
  const shares = page.getByRole('region', { name: 'The gradient’s shares' });
  await expect(shares.getByRole('row')).toHaveCount(8);
  await expect(page.getByRole('status').filter({ hasText: 'Step 1 of focal, seed 1' })).toBeVisible();
  await expect(lab.stepCount).toHaveText('1');
  const column = async (place: number) =>
    (await shares.locator(`tbody td:nth-of-type(${place})`).allTextContents()).map((text) =>
      parseInt(text, 10),
    );
  const gradient = await column(3);
  const total = gradient.reduce((sum, share) => sum + share, 0);
  expect(Math.abs(total - 100)).toBeLessThanOrEqual(4); // seven rounded shares
  expect(gradient).not.toEqual(await column(2));
  expect(await axe(page)).toEqual([]);
  expect(lab.complaints).toEqual([]);
});
