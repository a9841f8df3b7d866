import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { writeLabLink } from '../src/exchange/labs/link.ts';
import { LABS } from '../src/neighbours/index.ts';
import type { Settings } from '../src/neighbours/neighbour.ts';
import { LabPage, SMALL } from './lab-page.ts';

/** Settings with which a processor is done in seconds. What a lab needs of the bundler, a test cannot load: they stand here. */
const FEW: Readonly<Record<string, Settings>> = {
  'chasing-the-tail': { steps: 5, group: 4, every: 2 },
  'rubric-arm': { learnRounds: 3, policySteps: 2, turn: 1, pool: 24, numGenerations: 4 },
  'co-rewarding': { steps: 4 },
};

const viewOf = (page: Page) =>
  page.getByRole('dialog', { name: 'Labs' }).or(page.getByRole('dialog', { name: /^Lab:/ }));

const stepOf = async (page: Page) => Number(await viewOf(page).getByTestId('lab-step').textContent());

/** Waits for a run that can be played. */
async function ready(page: Page): Promise<void> {
  await expect(viewOf(page).getByTestId('lab-state')).toHaveText(/^ready: press play$/i);
}

const clean = async (page: Page) =>
  expect(
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
  ).toEqual([]);

/** What each lab is looked at in. */
const FORMS = [
  { theme: 'light', width: 1440, height: 900 },
  { theme: 'dark', width: 1280, height: 800 },
  { theme: 'light', width: 390, height: 844 },
] as const;

LABS.forEach(({ id, name }, i) => {
  const { theme, ...size } = FORMS[i % FORMS.length]!;

  test(`${name} is opened, played to its end, explained, and shared`, async ({ page, baseURL }) => {
    const link = `#${await writeLabLink({ lab: id, settings: FEW[id]!, seeds: [1] })}`;
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(size);
    const lab = new LabPage(page);
    if (i === 0) {
      // By keyboard, from the page; the browser's Back closes the view.
      await page.goto(`/${SMALL}`);
      await expect(lab.play).toBeVisible();
      await page.keyboard.press('n');
      await expect(viewOf(page).getByRole('heading', { name: 'Labs' })).toBeFocused();
      for (const other of LABS)
        await expect(viewOf(page).getByTestId(`lab-${other.id}`)).toContainText(other.summary);
      await clean(page);
      await page.goBack();
      await expect(viewOf(page)).toHaveCount(0);
      // The palette knows each lab; a link may be pasted while the page is open.
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: 'Find a command or a term' }).fill(`lab: ${name}`);
      const palette = page.locator('.palette');
      await expect(palette.getByRole('option').first()).toContainText(`Lab: ${name}`);
      await page.keyboard.press('Escape');
      await expect(palette).toHaveCount(0);
      await page.evaluate((hash) => (location.hash = hash), link);
    } else await page.goto(`/${SMALL}${link}`);
    const view = viewOf(page);
    await expect(view.getByRole('tab', { name: 'Watch' })).toHaveAttribute('aria-selected', 'true');
    await ready(page);
    const steps = Number(await view.getByRole('slider', { name: 'Step shown' }).getAttribute('max'));

    // Space plays, wherever no control needs it, and lines and panel have numbers.
    await page.keyboard.press('Space');
    await expect(view.getByTestId('lab-state')).toHaveText(/finished/i);
    expect(await stepOf(page)).toBe(steps);
    const shown = view.locator('[data-testid^="value-"]');
    const values = await shown.allTextContents();
    expect(values.filter((text) => /^−?\d/.test(text)).length).toBeGreaterThan(0);
    expect(values.join(' ')).not.toMatch(/NaN|undefined/);
    if ((await view.getByTestId('lab-panel').count()) > 0)
      await expect(view.getByTestId('lab-panel')).toContainText(/\d/);
    await view.getByRole('slider', { name: 'Step shown' }).fill('1');
    await expect(view.getByTestId('lab-step')).toHaveText('1');
    await clean(page);

    // Five steps, one of them with a prediction.
    await view.getByRole('tab', { name: 'Watch' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(view.getByRole('tab', { name: 'In five steps' })).toBeFocused();
    const explained = view.getByTestId('lab-explain');
    let predicted = false;
    for (let at = 1; at <= 5; at++) {
      await expect(explained.getByText(`Step ${at} of 5`)).toBeVisible();
      if (!predicted && (await explained.getByRole('radio').count()) > 0) {
        predicted = true;
        await explained.getByRole('radio').first().check();
        await explained.getByRole('button', { name: 'See what happens' }).click();
        const told = explained.getByTestId('lab-told');
        await expect(told).toContainText('You said');
        // A run of so few steps may end before it can tell; then that is said.
        await expect(told.getByTestId('lab-found').or(told.getByText('before it could tell'))).toBeVisible();
        await clean(page);
      }
      if (at < 5) await explained.getByRole('button', { name: 'Next' }).click();
    }
    expect(predicted).toBe(true);

    // The link of what stands leads back to it.
    await view.getByRole('tab', { name: 'Watch' }).click();
    const setup = view.getByTestId('lab-setup');
    const scenarios = setup.getByRole('combobox', { name: 'Scenario' });
    const note = await setup.getByTestId('lab-note').textContent();
    const other = (await scenarios.locator('option:not(:checked)').last().getAttribute('value'))!;
    await scenarios.selectOption(other);
    await expect(setup.getByTestId('lab-note')).not.toHaveText(note!);
    await setup.getByRole('combobox', { name: 'Seeds' }).selectOption('2');
    const boxes = setup.getByRole('group', { name: 'Compared' }).getByRole('checkbox');
    const compared = () => boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    const wanted = await compared();
    await view.getByRole('button', { name: 'Share', exact: true }).click();
    const shared = await page.getByTestId('lab-link').inputValue();
    expect(shared.startsWith(`${baseURL!}/#lab=`)).toBe(true);
    await expect(page.locator('code')).toContainText(`--lab ${id} --scenario ${other}`);
    await page.keyboard.press('Escape');
    await page.evaluate((hash) => (location.hash = hash), new URL(shared).hash);
    await expect(scenarios).toHaveValue(other);
    await expect(setup.getByRole('combobox', { name: 'Seeds' })).toHaveValue('2');
    expect(await compared()).toEqual(wanted);
    expect(
      await view
        .locator('.scroll')
        .first()
        .evaluate((own) => own.scrollWidth - own.clientWidth),
    ).toBe(0);

    for (const tab of ['Study', 'About']) {
      await view.getByRole('tab', { name: tab }).click();
      await clean(page);
    }
    await page.keyboard.press('Escape');
    await expect(viewOf(page)).toHaveCount(0);
    expect(lab.complaints).toEqual([]);
  });
});

test('a lab’s study is run, told, taken along, and opened again; bad links and files are refused', async ({
  page,
}) => {
  const id = 'co-rewarding';
  const link = await writeLabLink({ lab: id, settings: FEW[id]!, seeds: [1, 2], study: true });
  const lab = new LabPage(page);
  await page.goto(`/${SMALL}#${link}`);
  const view = viewOf(page);
  await expect(view.getByRole('tab', { name: 'Study' })).toHaveAttribute('aria-selected', 'true');
  await expect(view.getByTestId('study-cost')).toContainText(/^\s*\d+ runs .*2 seeds/s);
  await view.getByRole('button', { name: 'Run the study' }).click();
  await expect(view.getByTestId('study-running').or(view.getByTestId('study-answer')).first()).toBeVisible();
  await expect(view.getByTestId('study-running')).toHaveCount(0, { timeout: 200_000 });
  const answer = view.getByTestId('study-answer');
  await expect(answer.locator('.answer').first()).toBeVisible();
  const rows = await answer.locator('tbody tr').allTextContents();
  expect(rows.filter((row) => /[+−]?\d/.test(row)).length).toBeGreaterThan(0);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    answer.getByRole('button', { name: 'lab.json' }).click(),
  ]);
  for (const name of ['report.html', 'metrics.csv']) {
    const [other] = await Promise.all([
      page.waitForEvent('download'),
      answer.getByRole('button', { name }).click(),
    ]);
    expect(other.suggestedFilename()).toBe(name);
  }
  await view.getByRole('button', { name: 'Discard and start over' }).click();
  await expect(answer).toHaveCount(0);
  const open = view.locator('input[type=file]');
  await open.setInputFiles({
    ...{ name: 'other.json', mimeType: 'application/json' },
    buffer: Buffer.from('{"focalLab":"no"}'),
  });
  await expect(view.getByRole('alert')).toContainText('other.json');
  await open.setInputFiles((await file.path())!);
  await expect(answer.locator('tbody tr')).toHaveText(rows);
  await page.evaluate(() => (location.hash = '#lab=nothing-of-the-kind'));
  await expect(view.getByRole('alert')).toContainText('nothing-of-the-kind');
  expect(lab.complaints).toEqual([]);
});
