/**
 * How the page looks, on recorded data, which are the same everywhere; no GPU is needed. A change that is meant:
 * `npx playwright test e2e/looks.spec.ts --update-snapshots`, and look at what changed.
 */
import { expect, test, type Locator, type Page } from '@playwright/test';

/** Another machine smooths the edges of letters in another way; a moved line or a wrong colour is far more. */
const LIKE = { maxDiffPixelRatio: 0.004, threshold: 0.2, animations: 'disabled' } as const;

/** Width of the text below in the font that the pictures were made with (Liberation Sans), in pixels. */
const MADE_WITH = 1210;

/** Whether letters are as wide here as in the pictures: with another font every line of text differs. */
async function sameFont(page: Page): Promise<boolean> {
  const width = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    return context.measureText('Where the effort goes 0123').width;
  });
  return Math.abs(width - MADE_WITH) < 2;
}

/** Opens the recorded run at a step, with a worker that never comes: nothing on the page moves. */
async function open(page: Page, query: string, step = 60): Promise<void> {
  await page.route(/worker-.*\.js/, () => {});
  await page.goto(`/${query || '?tour=off'}`);
  await expect(page.getByTestId('step')).toHaveText('149'); // the recorded run stands at its end
  const slider = page.getByRole('slider', { name: 'Step shown' });
  if ((await slider.count()) > 0) await slider.fill(String(step));
  await page.mouse.move(0, 0);
}

/** What waits counts its seconds. */
const waiting = (page: Page): Locator[] => [page.getByTestId('device'), page.locator('.embed-bar .state')];

const FORMS = [
  { name: 'main-light', query: '', theme: 'light', width: 1440, height: 900 },
  { name: 'main-dark', query: '', theme: 'dark', width: 1440, height: 900 },
  { name: 'phone', query: '', theme: 'light', width: 390, height: 844 },
  {
    name: 'projector',
    query: '?mode=projector&panels=river,outcome,criteria,timeline',
    theme: 'light',
    width: 1280,
    height: 720,
  },
  { name: 'embed', query: '?embed=river,outcome', theme: 'light', width: 720, height: 420 },
] as const;

for (const { name, query, theme, width, height } of FORMS)
  test(`the page looks as it did: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme });
    await open(page, query);
    test.skip(!(await sameFont(page)), 'Another font than the one the pictures were made with.');
    await expect(page).toHaveScreenshot(`${name}.png`, { ...LIKE, mask: waiting(page) });
  });

test('each panel looks as it did', async ({ page }) => {
  await open(page, '', 40);
  test.skip(!(await sameFont(page)), 'Another font than the one the pictures were made with.');
  for (const panel of ['outcome', 'criteria', 'rollouts', 'side', 'time'])
    await expect.soft(page.locator(`.${panel}`)).toHaveScreenshot(`panel-${panel}.png`, LIKE);
});

test('the river’s water looks as it did, whatever the font', async ({ page }) => {
  await open(page, '', 149);
  // Without the letters around it: the picture that the canvas holds.
  await page.addStyleTag({ content: '.water svg { visibility: hidden }' });
  await expect(page.locator('.water canvas')).toHaveScreenshot('water.png', LIKE);
});
