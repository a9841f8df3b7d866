import { readdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { LabPage } from './lab-page.ts';

/** Runs that a processor trains in a moment. */
const TINY = 'seeds=1&set=numGenerations=4&set=numIterations=1';

const LESSONS = readdirSync('src/lessons', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** More steps than any lesson has. */
const MOST_STEPS = 20;

const panelOf = (page: Page): Locator => page.getByTestId('lesson');
const radios = (page: Page): Locator => panelOf(page).getByRole('radio');
const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html }) => html),
  ]);

async function begin(page: Page, id: string): Promise<LabPage> {
  const lab = new LabPage(page);
  await page.goto(`/?lesson=${id}&${TINY}`);
  await expect(panelOf(page).getByRole('heading', { level: 2 })).toBeFocused();
  await expect(lab.play).toBeEnabled();
  return lab;
}

for (const id of LESSONS)
  test(`the lesson ${id} is walked to its end by keyboard`, async ({ page }) => {
    const lab = await begin(page, id);
    const panel = panelOf(page);
    const end = panel.getByTestId('lesson-link');
    let predicted = 0;
    for (let step = 0; step < MOST_STEPS && !(await end.isVisible()); step++) {
      const title = await panel.getByRole('heading', { level: 2 }).textContent();
      if ((await radios(page).count()) > 0) {
        await page.keyboard.press('Space'); // there is something to choose first
        await expect(radios(page).first()).toBeFocused();
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
        await expect(panel.getByTestId('found')).toHaveText(/\S/);
        predicted++;
      }
      await expect(panel).not.toContainText(/undefined|NaN/);
      // At the last step there is nothing further to go to, but a link.
      const last = (await panel.getByRole('button', { name: 'Next', exact: true }).count()) === 0;
      if (last) await expect(end).toBeVisible();
      else {
        await page.keyboard.press('Space');
        await expect(panel.getByRole('heading', { level: 2 })).not.toHaveText(title!);
      }
    }
    expect(predicted).toBeGreaterThan(0);
    const link = (await end.getAttribute('href'))!;
    const scenario = await page.locator('header.bar .scenario').textContent();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(lab.pause.or(lab.play)).toBeEnabled();
    await expect(page.locator('header.bar .scenario')).toHaveText(scenario!);
    await expect(page.getByTestId('recorded')).toHaveCount(0);
    expect(lab.complaints).toEqual([]);
  });

test('lessons are found, leave the lab live, notice another run, and give the page back', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open(`/?${TINY}`);
  await page.keyboard.press('l');
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { name: 'Lessons' })).toBeFocused();
  expect(await axe(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Deutsch' }).click();
  await expect(panel.getByRole('heading', { name: 'Lektionen' })).toBeVisible();
  await expect(page).toHaveURL(/[?&]lang=de/);
  await panel.getByRole('button', { name: 'English' }).click();
  await expect(page).not.toHaveURL(/lang=/);
  await panel.getByRole('listitem').first().getByRole('button').click();
  await expect(page).toHaveURL(/[?&]lesson=/);
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(lab.play).toBeEnabled();
  await expect(page.locator('main.lab > .river')).toHaveCount(0); // not needed yet
  expect(await axe(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.locator('main.lab > .river')).toBeVisible();
  await expect(lab.stepCount).toHaveText('0');
  await expect(panel.getByTestId('lesson-progress')).toHaveCount(0);
  await panel.getByRole('heading', { level: 2 }).focus();
  await page.keyboard.press('Escape');
  await expect(lab.play).toBeFocused();
  await page.keyboard.press('r');
  await expect(panel.getByRole('button', { name: 'Set it up again' })).toBeVisible();
  await panel.getByRole('button', { name: 'Set it up again' }).click();
  await expect(panel.getByRole('button', { name: 'Set it up again' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page).not.toHaveURL(/lesson=/);
  await expect(page.locator('main.lab > .rollouts')).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test('the notes for teachers are a page of their own, of all lessons', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto('/?teacher');
  await expect(page.getByRole('heading', { name: 'Notes for teachers' })).toBeFocused();
  for (const id of LESSONS)
    await expect(page.getByTestId(`teacher-${id}`).getByRole('link')).toHaveAttribute(
      'href',
      new RegExp(`[?]lesson=${id}$`),
    );
  expect(await axe(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.locator('.page')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await expect(page.locator('header.bar [data-lessons]')).toBeFocused();
  expect(lab.complaints).toEqual([]);
});
