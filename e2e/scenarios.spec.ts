import AxeBuilder from '@axe-core/playwright';
import { chromium, expect, test, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { chromiumLaunch } from '../cli/chromium.ts';
import type { Digest } from '../src/experiment/digest.ts';
import { measuredLines, NOT_MEASURED } from '../src/experiment/report/measured-note.ts';
import type { Scenario } from '../src/lab/run/scenario.ts';
import { LabPage } from './lab-page.ts';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(at(path), 'utf8'));
const digest = json('docs/results.json') as Digest;
const scenarios = readdirSync(at('src/scenarios'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => json(`src/scenarios/${name}/scenario.json`) as Scenario);
/** It is fetched when the page begins, or the scenario is chosen. */
const RECORDED = { timeout: 20_000 };

const named = (id: string) => scenarios.find((scenario) => scenario.id === id)!;

test('there are nine scenarios, told in their order', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto('/?scenario=forgotten-footnote');
  const gallery = await lab.scenarios();
  const names = await gallery.getByRole('listitem').locator('.open').allTextContents();
  expect(names).toHaveLength(9);
  expect([...names].sort()).toEqual(scenarios.map(({ name }) => name).sort());
  expect(names[0]).toBe('Forgotten footnote');
  await expect(gallery.locator('[aria-current="true"]')).toHaveText('Forgotten footnote');
});

test.describe('in one page, one scenario after the other', () => {
  let page: Page;
  let lab: LabPage;
  test.beforeAll(async ({ browser, baseURL }) => {
    page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
    lab = new LabPage(page);
    await page.goto('/?seeds=1&methods=focal-prior'); // one that is recorded by no scenario
  });
  test.afterAll(() => page.close());

  for (const { id, name, rubric, methods, remedies } of scenarios)
    test(`${id}: recorded, told, and trained`, async () => {
      await lab.choose(name);
      await expect(page.getByTestId('recorded')).toContainText('Recorded run of', RECORDED);
      expect(await lab.rubric()).toEqual(rubric.map((criterion) => criterion.name));
      const last = page.getByTestId(`outcome-${methods.at(-1)!}`);
      await expect(last.locator('.value b').first()).toHaveText(/^(\.\d\d|1\.0)$/);

      const note = await lab.about(name);
      const lines = measuredLines(digest, id, remedies);
      await expect(note.getByTestId('measured').locator('li')).toHaveText(lines);
      if (lines.length === 0) await expect(note.getByTestId('measured')).toHaveText(NOT_MEASURED);
      await page.keyboard.press('Escape');

      await lab.play.click();
      await expect(page.getByTestId('recorded')).toBeHidden();
      await lab.waitForStep(4);
      await lab.pause.click();
      await expect(lab.step).toBeEnabled();
      const method = await last.locator('.hidden-text').first().textContent();
      const scores = () => Promise.all(rubric.map((criterion) => lab.scoreOf(criterion.id, method!)));
      const after = await scores();
      await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Shift+ArrowLeft');
      await expect(lab.stepCount).toHaveText('0');
      const before = await scores();
      expect(before.every(Number.isFinite)).toBe(true);
      expect(after).not.toEqual(before);
      expect(lab.complaints).toEqual([]);
    });
});

for (const { id, name, remedies } of scenarios.filter((scenario) => scenario.remedies))
  for (const remedy of remedies!)
    test(`${id}: ${remedy.id} is one edit, from the recorded run on, and undo takes it back`, async ({
      page,
    }) => {
      const lab = new LabPage(page);
      await page.goto(`/?scenario=${id}`);
      await expect(page.getByTestId('recorded')).toBeVisible(RECORDED);
      await expect(lab.play).toBeEnabled();
      const note = await lab.about(name);
      const offer = note.getByTestId(`remedy-${remedy.id}`);
      await offer.getByRole('button', { name: remedy.name }).click();
      await expect(offer).toContainText('is on.');
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('recorded')).toBeHidden();
      await expect(page.locator('.edits, footer')).toContainText('1 edit');
      // While it trains, where the failure is met.
      await lab.play.click();
      await lab.waitForStep(0);
      const line = lab.side.getByTestId(`remedy-${remedy.id}`);
      await expect(line).toContainText('is on.');
      await page.keyboard.press('z');
      await expect(line.getByRole('button')).toHaveText(remedy.name);
      await lab.pause.click();
      expect(lab.complaints).toEqual([]);
    });

test('scenarios follow each other in the same page, and the way back leads through them', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('/?seeds=1&set=numGenerations=4&set=numIterations=1&methods=static-prior,focal-prior');
  await page.evaluate(() => ((window as unknown as { same: boolean }).same = true));
  await lab.advance();
  await lab.advance();
  const open = async (id: string) => {
    await expect(lab.scenario).toHaveText(named(id).name);
    await expect(page.getByTestId('recorded')).toBeVisible(RECORDED);
    expect(await lab.rubric()).toEqual(named(id).rubric.map((criterion) => criterion.name));
  };
  await lab.choose(named('harsh-judge').name);
  await open('harsh-judge');
  expect(new URL(page.url()).search).toBe('?seeds=1&scenario=harsh-judge');
  await lab.choose(named('chasing-the-impossible').name);
  await open('chasing-the-impossible');
  await page.goBack();
  await open('harsh-judge');
  await page.goBack();
  await expect(lab.scenario).toHaveText(named('forgotten-footnote').name);
  await expect(lab.play).toBeEnabled();
  await expect(page.getByTestId('recorded')).toHaveCount(0); // the address asks for a run of its own
  await lab.step.click();
  await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { same: boolean }).same)).toBe(true);
  const runs = await lab.runs();
  await expect(runs.getByText(/2 steps/).first()).toBeVisible(); // what was left is kept
  expect(lab.complaints).toEqual([]);
});

test('every address opens its scenario, and without WebGPU it is alive from its recorded run', async ({
  baseURL,
}) => {
  const launch = chromiumLaunch();
  const args = launch.args!.filter((flag) => !/webgpu/i.test(flag));
  const browser = await chromium.launch({ ...launch, args });
  try {
    const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
    const lab = new LabPage(page);
    for (const { id, name } of scenarios) {
      await page.goto(`/?backend=cpu&scenario=${id}`);
      await expect(lab.scenario).toHaveText(name);
      await expect(page.getByTestId('recorded'), id).toContainText('Recorded run of', RECORDED);
      await page.keyboard.press('ArrowLeft');
      await expect(lab.stepCount, id).toHaveText('148');
    }
  } finally {
    await browser.close();
  }
});

const clean = async (page: Page) =>
  expect(
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [
      id,
      nodes.map(({ html }) => html),
    ]),
  ).toEqual([]);

for (const [theme, width, height] of [
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)
  test(`axe finds nothing in the gallery and a note: ${theme}, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    const lab = new LabPage(page);
    await page.goto('/?scenario=harsh-judge');
    const gallery = await lab.scenarios();
    await clean(page);
    await gallery.getByRole('button', { name: 'About Forgotten footnote' }).click();
    const note = page.getByRole('dialog', { name: 'Forgotten footnote' });
    await expect(note.getByTestId('note')).toBeVisible();
    await clean(page);
    await note.getByRole('button', { name: 'All scenarios' }).click();
    await expect(gallery.getByRole('button', { name: 'About Forgotten footnote' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(lab.scenario).toBeFocused();
  });
