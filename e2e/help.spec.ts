import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

/** What axe finds in a part of the page, with the elements it finds it in. */
async function violations(page: Page, within = 'body') {
  const { violations: found } = await new AxeBuilder({ page })
    .include(within)
    // In slow motion headings between others are inert, so that a level is skipped.
    .disableRules('heading-order')
    .analyze();
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

const words = (page: Page) => page.getByTestId('slow-words');
const phase = (page: Page) => page.locator('header.bar .strip [aria-current="step"]');

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing in what explains the page: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const lab = new LabPage(page);
    await lab.open(`/${SMALL}`);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
    expect(await violations(page, '.dialog')).toEqual([]);
    await page.getByRole('button', { name: 'Tour of the page' }).click();
    await expect(page.getByTestId('tour')).toBeVisible();
    expect(await violations(page, '.tour')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('tour')).toBeHidden();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a command or a term' })).toBeFocused();
    expect(await violations(page, '.palette')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0); // keys of the page rest until then
    await page.keyboard.press('s');
    await expect(words(page)).toContainText('4 answers sampled');
    expect(await violations(page)).toEqual([]);
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expect(words(page)).toContainText('weight .');
    expect(await violations(page, '.words')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.names [data-term="effort"]').focus();
    await expect(page.getByRole('tooltip')).toContainText('effort(');
    expect(await violations(page, '#term-card')).toEqual([]);
    expect(lab.complaints).toEqual([]);
  });

test('by keyboard: the keys, the palette, and a step in slow motion', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'All keys' });
  for (const text of ['Slow motion', 'Ten steps back', 'Light a criterion', 'Redo edit'])
    await expect(sheet).toContainText(text);
  await page.keyboard.press('s'); // keys of the page rest while a dialog is open
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(words(page)).toBeHidden();

  await page.keyboard.press('/');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible(); // its code comes when it is wanted
  await page.keyboard.type('dark');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Dark theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('dialog')).toBeHidden(); // until then the page's keys rest
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await page.keyboard.type('qqqq');
  await expect(page.getByText('Nothing fits “qqqq”.')).toBeVisible();
  for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
  await page.keyboard.type('weight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toContainText('share of the reward');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('s');
  await expect(words(page)).toContainText('topic rain: 4 answers sampled');
  await expect(lab.stepCount).toHaveText('0');
  const answers = page.getByRole('region', { name: 'Answers, best first' });
  await expect(answers.locator('.verdict').first()).toBeHidden(); // not judged yet
  const said: string[] = [];
  for (const name of ['verdicts', 'saturation', 'weights', 'advantages', 'update']) {
    await page.keyboard.press('ArrowRight');
    await expect(phase(page)).toHaveText(name);
    said.push((await words(page).textContent())!);
  }
  expect(said[0]).toMatch(/hedges\s*\d of 4 met/);
  expect(said[1]).toMatch(/hedges\s*saturation (\.\d\d|1\.0)/);
  expect(said[2]).toMatch(/saturation \S+ → weight \.\d\d \(prior \.\d\d\)/);
  expect(said[3]).toMatch(/advantage|above the group|nothing to learn/i);
  expect(said[4]).toMatch(/Gradient norm \d/);
  await page.keyboard.press('ArrowLeft');
  await expect(phase(page)).toHaveText('advantages');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight'); // the next step, from its beginning
  await expect(words(page)).toContainText('4 answers sampled');
  await expect(lab.stepCount).toHaveText('1');
  await page.keyboard.press('Escape');
  await expect(words(page)).toBeHidden();
  await expect(lab.stepCount).toHaveText('1');
  await expect(lab.step).toBeEnabled();
  expect(lab.complaints).toEqual([]);
});

test('by mouse: a term’s card, the phases, and the speed', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  const card = page.getByRole('tooltip');
  const saturation = page.locator('.names [data-term="saturation"]');
  await saturation.hover();
  await expect(card).toContainText('public code');
  await card.hover(); // it stays while it is read
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await page.getByRole('button', { name: 'Slow motion' }).click();
  await expect(words(page)).toContainText('sampled');
  await page.getByRole('button', { name: 'update' }).click();
  await expect(words(page)).toContainText('Gradient norm');
  await expect(page.locator('.river')).toHaveAttribute('inert');
  await page.locator('header.bar').getByRole('button', { name: 'Leave' }).click();
  await expect(page.locator('.river')).not.toHaveAttribute('inert');

  await saturation.hover();
  await expect(card).toContainText(/step 0 s\(.+\) = Σ q·S = /);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await speed.selectOption('10 steps/s');
  await lab.play.click();
  await lab.waitForStep(2);
  await speed.selectOption('1 step/s');
  await lab.pause.click();
  await expect(lab.play).toBeVisible();
  await expect(lab.step).toBeEnabled();
  expect(lab.complaints).toEqual([]);
});

test('a tour greets a plain first visit, blocks nothing, and is remembered', async ({ page }) => {
  const tour = page.getByTestId('tour');
  await page.goto(`/${SMALL}`);
  await expect(page.locator('#outcome-title')).toBeVisible();
  await expect(tour).toBeHidden(); // an address that sets up a run has its own purpose
  await page.goto('/');
  await expect(tour).toContainText('1 of 6');
  await page.keyboard.press('t'); // the page’s keys go on working
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (let i = 2; i <= 6; i++) {
    await tour.getByRole('button', { name: 'Next' }).click();
    await expect(tour).toContainText(`${i} of 6`);
  }
  await tour.getByRole('button', { name: 'Close' }).click();
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(page.locator('#outcome-title')).toBeVisible();
  await expect(tour).toBeHidden();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Tour of the page' }).press('Enter');
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
});

test('slow motion goes on where the layout hides its panel, and while one looks back', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.advance();
  await page.keyboard.press('p');
  await expect(page.locator('.rollouts')).toBeHidden();
  await page.keyboard.press('s');
  await expect(words(page)).toContainText('4 answers sampled');
  await expect(page.locator('.anchored.slow')).toHaveCSS('opacity', '1');
  await expect(page.locator('.river')).not.toHaveAttribute('inert');
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');

  await page.keyboard.press('s');
  await expect(words(page)).toContainText('4 answers sampled');
  const axis = page.locator('footer .axis');
  await axis.hover({ position: { x: 0, y: 10 } });
  await expect(words(page)).toContainText('The answers shown are those of another step.');
  await page.mouse.move(700, 20);
  await expect(words(page)).toContainText('4 answers sampled');
  await page.keyboard.press('Escape');

  // What is hovered may go: nobody leaves it then.
  await axis.hover({ position: { x: 0, y: 10 } });
  await expect(lab.stepCount).toHaveText('0');
  await page.keyboard.press('p');
  await expect(axis).toBeHidden();
  await expect(lab.stepCount).toHaveText('2');
  expect(lab.complaints).toEqual([]);
});

test('what could not be loaded blocks no key, and can be asked for again', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.route('**/KeySheet*.js*', (route) => route.abort());
  await page.keyboard.press('?');
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', /dark|light/);
  await page.unroute('**/KeySheet*.js*');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
});
