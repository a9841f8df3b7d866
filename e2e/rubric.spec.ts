import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

/** A rubric as HealthBench writes them. */
const HEALTHBENCH = JSON.stringify({
  prompt: [{ role: 'user', content: 'Is rain wet?' }],
  rubrics: [
    { criterion: 'Greets the reader', points: 4, tags: ['axis:communication'] },
    { criterion: 'Names a source for what it says', points: 7, tags: ['axis:accuracy'] },
    { criterion: 'Uses offensive words', points: -3, tags: [] },
  ],
});

test('a detector is edited with a preview, and a wrong pattern is said and not sent', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.edit('hedges');
  await expect(lab.side).toContainText('The first answers appear with the first step.');
  await page.keyboard.press('ArrowRight');
  const preview = page.getByTestId('preview');
  await expect(preview).toHaveText(/Fires on \d+ of 24 answers, mean score/);
  await lab.side.getByLabel('Detector', { exact: true }).selectOption('Contains');
  await lab.side.getByLabel('contained').selectOption('fact of its own topic');
  await expect(lab.side).toContainText('A fact of its own topic appears somewhere.');
  await expect(preview).not.toContainText('Fires on 0 of');
  await expect(lab.side.getByRole('list', { name: 'Example answers' }).locator('u').first()).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('From step 1: hedges: detector changed');

  await lab.side.getByLabel('Earns by').selectOption('negative');
  await expect(preview).toHaveText(/The fault is found in \d+ of 24 answers/);

  await lab.side.getByLabel('Detector', { exact: true }).selectOption('Pattern');
  const edits = await page.locator('footer .edit').count();
  const pattern = lab.side.getByRole('textbox', { name: 'pattern' });
  await pattern.fill('<greeting> (');
  await expect(lab.side.getByRole('alert')).toBeVisible();
  await expect(pattern).toHaveAttribute('aria-invalid', 'true');
  await expect(lab.side).toContainText('It comes back when the settings are valid');
  await pattern.press('Enter');
  await expect(page.locator('footer .edit')).toHaveCount(edits);
  await pattern.fill('^ <greeting>');
  await expect(lab.side.getByRole('alert')).toHaveCount(0);
  await expect(preview).toBeVisible(); // while it is typed
  await pattern.press('Enter');
  await expect(page.getByRole('status')).toHaveText(/hedges: detector changed/);
  await lab.advance();
  expect(lab.complaints).toEqual([]);
});

test('criteria are added, copied and deleted while the run goes on; undo and redo go through it all', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  const before = await lab.rubric();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(lab.sideTitle).toHaveText('new criterion');
  await lab.side.getByLabel('Name').fill('sources');
  await lab.side.getByLabel('Name').press('Enter');
  await expect(lab.sideTitle).toHaveText('sources');
  await lab.advance();
  await expect(lab.criterion('new_1')).toContainText('sources');
  await page.keyboard.press('Escape');
  await lab.edit('polite');
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(lab.sideTitle).toHaveText('polite 2');
  await page.getByRole('button', { name: 'Move up' }).click();
  await lab.back();
  await expect
    .poll(() => lab.rubric())
    .toEqual([...before.slice(0, 4), 'polite 2', ...before.slice(4), 'sources']);
  await lab.advance();
  await lab.edit('clean');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => lab.rubric()).not.toContain('clean');
  await expect(page.getByRole('status')).toHaveText(/deleted clean/);
  await lab.advance();
  await expect(lab.criterion('clean')).toHaveCount(0);
  await expect(lab.criterion('polite_1')).toBeVisible();
  await expect(page.locator('footer .edit')).toHaveCount(5); // add, name, copy, move, delete

  await page.getByRole('button', { name: 'Undo edit' }).click();
  await expect.poll(() => lab.rubric()).toContain('clean');
  await expect(page.getByRole('status')).toHaveText(/undo: brought back clean/);
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => lab.rubric()).not.toContain('clean');
  for (let i = 0; i < 5; i++) {
    const marks = await page.locator('footer .edit').count();
    await page.keyboard.press('z');
    await expect(page.locator('footer .edit')).toHaveCount(marks + 1);
  }
  await expect.poll(() => lab.rubric()).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo edit' })).toBeDisabled();
  await lab.advance();
  await expect(lab.criterion('clean')).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test('a rubric is pasted, reported on, and taught to detect', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  const before = await lab.rubric();
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a rubric' });
  const text = dialog.getByLabel('Rubric as text');

  await text.fill('{ "rubrics": [');
  await expect(dialog.getByTestId('import-problem')).toContainText('line 1');
  await expect(dialog.getByRole('button', { name: 'Replace the rubric' })).toBeDisabled();
  await text.fill('<html><b>no</b></html>');
  await expect(dialog.getByTestId('import-problem')).toContainText('web page');

  await text.fill(HEALTHBENCH);
  await expect(dialog.getByTestId('import-found')).toContainText('3 criteria, as HealthBench');
  await expect(dialog.getByRole('region', { name: 'What became of the file' })).toContainText('points');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Replace the rubric' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => lab.rubric()).toHaveLength(3);
  await expect(page.getByRole('status')).toHaveText('From step 1: rubric replaced (3 criteria)');
  await lab.advance(); // nothing counts: the river is flat, and the run goes on
  await expect(page.locator('svg[role=img]').first()).toContainText('no criterion has weight');

  const greets = (await lab.rubric())[0]!;
  await expect(lab.row(greets)).toContainText('attach a detector');
  await expect(lab.row(greets).getByRole('switch')).toBeDisabled();
  await lab.row(greets).getByRole('button', { name: 'attach a detector' }).click();
  await lab.side.getByRole('list', { name: 'Suggested detectors' }).getByRole('button').first().click();
  await expect(lab.side).toContainText('The first word is a greeting.');
  await lab.back();
  await lab.row(greets).getByRole('switch').click();
  await expect(lab.row(greets).getByRole('switch')).toBeChecked();
  await lab.advance();
  await expect(page.locator('svg[role=img]').first()).not.toContainText('no criterion has weight');
  for (let i = 0; i < 3; i++) await page.keyboard.press('z');
  await expect.poll(() => lab.rubric()).toEqual(before);
  expect(lab.complaints).toEqual([]);
});

test('a file is dropped on the page; a bad one leaves the rubric as it was', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  const before = await lab.rubric();
  const drop = (name: string, content: string) =>
    page.evaluate(
      ([fileName, text]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text!], fileName!));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      [name, content],
    );
  await drop('broken.json', '{"criteria": [{"id": 5}]}');
  const dialog = page.getByRole('dialog', { name: 'Import a rubric' });
  await expect(dialog.getByTestId('import-problem')).toBeVisible();
  await expect(dialog).toContainText('broken.json');
  await drop('huge.json', ' '.repeat(1_000_001));
  await expect(dialog.getByTestId('import-problem')).toContainText('huge.json has 1.0 MB; at most 1 MB');
  await page.keyboard.press('Escape');
  expect(await lab.rubric()).toEqual(before);
  await expect(page.locator('footer .edit')).toHaveCount(0);

  // What is in a name is text, whatever it looks like.
  await drop('names.json', HEALTHBENCH.replace('Greets the reader', '<img src=x onerror=alert(1)> greets'));
  await dialog.getByRole('button', { name: 'Add to the rubric' }).click();
  await expect.poll(() => lab.rubric()).toHaveLength(before.length + 3);
  expect((await lab.rubric())[before.length]).toContain('<img');
  await lab.advance();
  await expect(page.locator('img')).toHaveCount(0);
  expect(lab.complaints).toEqual([]);
});

test('what is exported comes back as it was', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.edit('polite');
  await lab.side.locator('summary').click();
  await lab.side.getByLabel('Judge: leniency').fill('2');
  await lab.side.getByLabel('Judge: leniency').press('Enter');
  await lab.back();
  const before = await lab.rubric();
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the rubric' });
  await dialog.getByRole('radio', { name: /HealthBench/ }).check();
  await expect(dialog.getByRole('region', { name: 'What the format cannot hold' })).toContainText('detector');
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('radio', { name: /Focal Lab/ }).check();
  await expect(dialog).toContainText('It holds everything.');
  const text = await dialog.getByLabel('The rubric as text').inputValue();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
  await page.keyboard.press('Escape');

  await page.getByRole('switch', { name: 'greets counts' }).click();
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByLabel('Rubric as text').fill(text);
  await page.getByRole('button', { name: 'Replace the rubric' }).click();
  await expect(page.getByRole('switch', { name: 'greets counts' })).toBeChecked();
  expect(await lab.rubric()).toEqual(before);
  await expect(page.getByTestId('judge')).toContainText('1 criterion judged imperfectly');
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await dialog.getByLabel('The rubric as text').inputValue()).toBe(text);
  expect(lab.complaints).toEqual([]);
});

test('a lenient judge shows in its calibration, in the charts and on the answers', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  await expect(page.getByTestId('judge')).toContainText('honest');
  await lab.edit('cites');
  await lab.side.locator('summary').click();
  const calibration = page.getByTestId('calibration');
  await expect(calibration).toContainText('24 answers of step 0');
  await expect(lab.side).toContainText('Mean error ±.00');
  await expect(lab.side.getByLabel('Judge: jitter')).toBeDisabled();
  await lab.side.getByLabel('Judge: false credit').fill('7');
  await expect(lab.side.getByRole('alert')).toContainText('7 is not between 0 and 1');
  await lab.side.getByLabel('Judge: false credit').fill('0.9');
  await lab.side.getByLabel('Judge: false credit').press('Enter');
  await lab.advance();
  await expect(calibration).toContainText('24 answers of step 1');
  await expect(lab.side).toContainText(/Mean error \+\.[6-9]/);
  await expect(lab.criterion('cite').locator('path.judge')).toHaveCount(1);
  await expect(lab.criterion('hedge').locator('path.judge')).toHaveCount(0);
  await expect(page.getByText('judge’s score')).toBeVisible();
  await expect(page.locator('.verdict.wrong').first()).toHaveAttribute('title', 'judge: met, gold: not met');
  await lab.back();
  await expect(lab.row('cites')).toContainText('judged imperfectly');
  await lab.edit('cites');
  await lab.side.locator('summary').click();
  await lab.side.getByRole('button', { name: 'Switch false credit off' }).click();
  await lab.back();
  await expect(page.getByTestId('judge')).toContainText('honest');
  expect(lab.complaints).toEqual([]);
});

test('a criterion gets weights of its own for each prompt, and one weight again', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.getByRole('button', { name: 'By prompt' }).click();
  await lab.side.getByLabel('hedges for moon').fill('200');
  await lab.side.getByLabel('hedges for moon').press('Enter');
  await expect(lab.side.getByRole('alert')).toHaveText('hedges, moon: 200 is not a weight from 0 to 100.');
  await lab.side.getByLabel('hedges for moon').fill('20');
  await lab.side.getByLabel('hedges for moon').press('Enter');
  await expect(page.getByRole('status')).toHaveText('From step 0: hedges: weights by prompt');
  await expect(lab.side.getByLabel('hedges for rain')).toHaveValue('0.3');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'By prompt', exact: true })).toBeFocused();
  await lab.advance();
  expect(await lab.weightOf('hedge')).toBeGreaterThan(5); // 2 % with its usual weight
  await lab.row('hedges').getByRole('button', { name: 'by prompt' }).click();
  await lab.side.getByRole('button', { name: 'One weight for hedges' }).click();
  await lab.back();
  await expect(page.getByRole('slider', { name: 'Weight of hedges' })).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test('the editor opens and closes from the keyboard alone, with the focus where it belongs', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.getByRole('switch', { name: 'facts counts' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Edit facts' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.sideTitle).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(lab.side.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('z r'); // letters are text here, not shortcuts
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Edit z r' })).toBeFocused();
  expect(lab.complaints).toEqual([]);
});

// Colours do not depend on the width: each theme and each width once.
for (const [theme, form, viewport] of [
  ['light', 'desk', { width: 1440, height: 900 }],
  ['dark', 'phone', { width: 390, height: 844 }],
] as const)
  test(`axe finds nothing in the editor: ${theme}, ${form}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const lab = new LabPage(page);
    await page.goto(`/${SMALL}`);
    await page.getByRole('button', { name: 'Play' }).filter({ visible: true }).click();
    await expect(page.getByTestId('health')).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).filter({ visible: true }).click();
    await page.getByRole('switch', { name: 'greets counts' }).click();
    expect(await axe(page)).toEqual([]);
    await lab.edit('facts');
    await lab.side.locator('summary').click();
    await lab.side.getByRole('checkbox', { name: 'leak' }).check();
    await lab.side.getByRole('button', { name: 'Suggest from the text' }).click();
    expect(await axe(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
    expect(lab.complaints).toEqual([]);
  });
