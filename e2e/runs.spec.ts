import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

const outcomeOf = (page: Page) => page.getByRole('region', { name: 'What comes out' }).innerText();

/** Takes steps, and an edit with them. */
async function train(lab: LabPage, steps: number, edited = true): Promise<void> {
  for (let i = 0; i < steps; i++) await lab.advance();
  if (!edited) return;
  await lab.row('hedges').getByRole('slider').press('ArrowRight');
  await expect(lab.marks).toHaveCount(1);
  await lab.advance();
}

test('a run that was left is offered and resumed exactly, and kept runs can be handled', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await train(lab, 2);
  const [outcome, mark] = [await outcomeOf(page), await lab.lastEdit.textContent()];
  let dialog = await lab.runs();
  await dialog.getByLabel('Name').fill('Before the reload');
  await dialog.getByLabel('Notes').fill('First try\nand more');
  await expect(dialog.getByLabel('Name')).toHaveAttribute('placeholder', /hedges weight 0\.3 → .* at step 2/);
  await page.waitForTimeout(1000); // what is typed is kept soon after
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await lab.open(`/${SMALL}`);
  const offer = page.getByTestId('offer');
  await expect(offer).toContainText('“Before the reload” stood at step 2 of 1000, just now.');
  await offer.getByRole('button', { name: 'Resume' }).click();
  await expect(lab.marks).toHaveCount(1);
  await expect(lab.stepCount).toHaveText('2');
  await expect(offer).toBeHidden();
  await expect.poll(() => outcomeOf(page)).toBe(outcome);
  expect(await lab.lastEdit.textContent()).toBe(mark);
  await lab.advance();
  await expect(lab.stepCount).toHaveText('3');

  await lab.reset.click();
  await lab.advance();
  dialog = await lab.runs();
  const row = dialog.getByRole('listitem');
  await expect(row).toContainText('Before the reload');
  await expect(row).toContainText('step 3 of 1000');
  await expect(row).toContainText('First try');
  await row.getByRole('button', { name: 'Rename' }).click();
  await row.getByLabel('Name').fill('After');
  await row.getByLabel('Name').press('Enter');
  await expect(row).toContainText('After');
  const overlay = row.getByRole('button', { name: 'Overlay' });
  await overlay.click();
  await expect(overlay).toHaveAttribute('aria-pressed', 'true');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await row.getByRole('button', { name: 'Delete' }).click();
  await row.getByRole('button', { name: 'Delete it' }).click();
  await expect(row).toHaveCount(0);
  await expect(dialog).toContainText('No others yet.');
  expect(lab.complaints).toEqual([]);
});

test('a page that crashes loses ten steps at most, and those on their way', async ({ page, context }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  // At this pace, ten steps and two seconds, after which a snapshot is due, are the same.
  await page.getByLabel('Speed').selectOption('5 steps/s');
  await lab.play.click();
  await lab.waitForStep(14);
  const reached = Number(await lab.stepCount.textContent());
  await page.goto('chrome://crash').catch(() => {}); // the navigation never ends
  const next = new LabPage(await context.newPage());
  await next.open(`/${SMALL}`);
  await next.page.getByRole('button', { name: 'Resume' }).click();
  await expect
    .poll(async () => Number(await next.stepCount.textContent()))
    .toBeGreaterThanOrEqual(reached - 10 - 3);
  await next.advance();
  expect(next.complaints).toEqual([]);
});

test('a link brings the edits and stops at the step; a bad one says why and does nothing', async ({
  page,
  browser,
  baseURL,
}) => {
  const lab = new LabPage(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await lab.open(`/${SMALL}`);
  await train(lab, 1);
  const dialog = await lab.runs();
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('status').filter({ hasText: 'Link copied' })).toContainText('characters');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const [outcome, mark] = [await outcomeOf(page), await lab.lastEdit.textContent()];

  const context = await browser.newContext();
  const other = new LabPage(await context.newPage());
  await other.page.goto(link);
  await expect(other.marks).toHaveCount(1);
  await expect(other.stepCount).toHaveText('1');
  await expect(other.play).toBeEnabled();
  await expect.poll(() => outcomeOf(other.page)).toBe(outcome);
  expect(await other.lastEdit.textContent()).toBe(mark);

  // Pasted into the address of a page that is open: nothing of it is lost.
  for (const bad of ['run=', 'run=AAAA', 'run=%3Cscript%3E', `${link.split('#')[1]!.slice(0, -40)}`]) {
    await other.page.evaluate((fragment) => (location.hash = fragment), bad);
    const notice = other.page.getByRole('alert');
    await expect(notice).toContainText('That link was not opened.');
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(other.stepCount).toHaveText('1');
    await expect(other.marks).toHaveCount(1);
  }
  await other.page.goto(`${baseURL}/${SMALL}&panels=river,timeline#run=AAAA`);
  await other.page.reload();
  await expect(other.page.getByRole('alert')).toContainText('That link was not opened.');
  await expect(other.play).toBeEnabled();
  await expect(other.stepCount).toHaveText('0');
  expect(other.complaints).toEqual([]);
  await context.close();
});

test('a saved run is opened by dropping it; a damaged one leaves the page as it is', async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await train(lab, 1);
  const outcome = await outcomeOf(page);
  const dialog = await lab.runs();
  await dialog.getByLabel('Name').fill('To take along');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save run' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('forgotten-footnote-run-step-1.safetensors');
  const bytes = await readFile(await saved.path());

  const context = await browser.newContext();
  const other = new LabPage(await context.newPage());
  await other.open(`${page.url()}&panels=river,outcome,timeline`);
  await other.drop('damaged.safetensors', bytes.subarray(0, 5000));
  await expect(other.page.getByRole('alert')).toContainText('“damaged.safetensors”');
  await other.drop('run.safetensors', bytes);
  await expect(other.marks).toHaveCount(1);
  await expect(other.stepCount).toHaveText('1');
  await expect.poll(() => outcomeOf(other.page)).toBe(outcome);
  await expect((await other.runs()).getByLabel('Name')).toHaveValue('To take along');
  expect(other.complaints).toEqual([]);
  await context.close();
});
