import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

/** The whole view, with the run's lab behind it. */
const viewOf = (page: Page) => page.getByRole('dialog', { name: 'Experiment' });

/** An experiment of one's own, as small as it can be. */
async function fill(page: Page, seeds: string, steps: string): Promise<void> {
  const view = viewOf(page);
  await view.getByRole('textbox', { name: 'Seeds', exact: true }).fill(seeds);
  await view.getByRole('textbox', { name: 'Steps' }).fill(steps);
  await view.getByRole('button', { name: 'Vary a setting' }).click();
  await view.getByRole('combobox', { name: 'Setting' }).selectOption('numGenerations');
  await view.getByRole('textbox', { name: 'Values of numGenerations' }).fill('2');
}

test('experiments are chosen, run, told, taken along, and go on where a closed page left them', async ({
  page,
  context,
}) => {
  const lab = new LabPage(page);
  await page.goto(`/${SMALL}`);
  await expect(lab.play).toBeVisible(); // experiments need no run that is ready
  await page.keyboard.press('x');
  const view = viewOf(page);
  await expect(view.getByRole('heading', { name: 'Experiments' })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#experiments');
  await page.goBack(); // closes the view, and does not leave the page
  await expect(view).toHaveCount(0);
  await page.goForward();
  await expect(view.getByRole('heading', { name: 'Experiments' })).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const study = view.getByTestId('study-static-against-focal');
  await expect(study).toContainText('96 runs of 150 steps');
  await view.getByRole('textbox', { name: 'Seeds of every question' }).fill('2');
  await view.getByRole('combobox', { name: 'Scenario of every question' }).selectOption('harsh-judge');
  await expect(study).toContainText('8 runs of 150 steps on Harsh judge');

  await fill(page, '8x', '2');
  await expect(view.getByText('Seeds "8x" are not understood')).toBeVisible();
  await expect(view.getByRole('button', { name: 'Run it' })).toBeDisabled();
  await view.getByRole('textbox', { name: 'Seeds', exact: true }).fill('2');
  await expect(view.getByTestId('own-cost')).toContainText('4 runs of 2 steps');
  await expect(view.locator('code')).toHaveText(
    'npm run experiment -- --scenario forgotten-footnote --methods static-prior,focal-prior --seeds 2 --steps 2 --ablate numGenerations=2 --out out',
  );
  await view.getByRole('button', { name: 'Run it' }).click();
  await expect(view.getByRole('progressbar')).toBeVisible();
  await expect(view.getByTestId('figure-forest')).toBeVisible();
  await expect(view.getByTestId('running')).toHaveCount(0);
  await expect(view.getByText('4 of 4, 2 steps each')).toBeVisible();
  await expect(view.getByTestId('figure-forest').locator('svg')).toHaveAttribute('role', 'img');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    view.getByRole('button', { name: 'results.json', exact: true }).click(),
  ]);
  const results = JSON.parse(await readFile((await saved.path())!, 'utf8'));
  expect([results.complete, results.runs.length, results.runs[0].steps.length]).toEqual([true, 4, 2]);
  for (const [name, part] of [
    ['report.html', '<svg'],
    ['metrics.csv', 'score/worst'],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      view.getByRole('button', { name, exact: true }).click(),
    ]);
    expect(await readFile((await file.path())!, 'utf8')).toContain(part);
  }

  // The file is the same experiment again; one of another version is refused, and nothing is lost.
  const open = view.locator('input[type=file]');
  await open.setInputFiles({
    ...{ name: 'old.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify({ ...results, formatVersion: 1 })),
  });
  await expect(view.getByRole('alert')).toContainText('“old.json” has formatVersion 1');
  await expect(view.getByTestId('figure-forest')).toBeVisible();
  await view.getByRole('button', { name: 'Numbers: Paired differences' }).click();
  await expect(view.getByRole('region', { name: /final values/ }).first()).toBeFocused();
  await expect(view.getByRole('link', { name: 'Forgotten footnote' })).toHaveCount(0); // one section needs no contents
  await page.setViewportSize({ width: 390, height: 844 });
  await open.setInputFiles((await saved.path())!);
  await expect(view.getByText('4 of 4, 2 steps each')).toBeVisible();
  await expect(view.getByTestId('figure-forest').locator('svg').first()).toBeVisible();
  expect(
    await view
      .locator('.scroll')
      .first()
      .evaluate((own) => own.scrollWidth - own.clientWidth),
  ).toBe(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // One that takes longer is held, let go on, and stopped.
  await view.getByRole('button', { name: /^All/ }).click();
  await view.getByRole('textbox', { name: 'Seeds', exact: true }).fill('1');
  await view.getByRole('textbox', { name: 'Steps' }).fill('1000');
  await view.getByRole('button', { name: 'Run it' }).click();
  const share = async (own: Page) =>
    Number(await viewOf(own).getByRole('progressbar').getAttribute('aria-valuenow'));
  await expect.poll(() => share(page)).toBeGreaterThan(0);
  await view.getByRole('button', { name: 'Pause' }).click();
  await expect(view.getByRole('button', { name: 'Go on' })).toBeVisible();
  await view.getByRole('button', { name: 'Go on' }).click();
  await view.getByRole('button', { name: 'Stop' }).click();
  await expect(view.getByText('0 of 2 finished; the rest waits where it was left.')).toBeVisible();
  await expect(view.getByTestId('answer')).toContainText('No run has all its steps yet');

  await page.keyboard.press('Escape');
  await expect(view).toHaveCount(0);
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  expect(lab.complaints).toEqual([]);
  await page.close();

  const next = await context.newPage();
  const after = new LabPage(next);
  await next.goto(`/${SMALL}#experiments`);
  const again = viewOf(next);
  await expect(again.getByTestId('unfinished')).toContainText('0 of 2 done');
  await again.getByTestId('unfinished').getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => share(next)).toBeGreaterThan(0);
  await again.getByRole('button', { name: 'Stop' }).click();
  await expect(again.getByRole('button', { name: 'Go on' })).toBeVisible();
  await again.getByRole('button', { name: /^All/ }).click();
  const kept = again.getByTestId('kept-experiment');
  await expect(kept).toHaveCount(2);
  const left = kept.filter({ hasText: '0 of 2' });
  await left.getByRole('button', { name: 'Delete' }).click();
  await left.getByRole('button', { name: 'Delete it' }).click();
  await expect(kept).toHaveCount(1);
  await expect(again.getByRole('heading', { name: 'Kept here' })).toBeFocused();
  expect(after.complaints).toEqual([]);
});
