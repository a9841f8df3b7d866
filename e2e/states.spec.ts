import AxeBuilder from '@axe-core/playwright';
import { chromium, expect, test, type Page } from '@playwright/test';
import { chromiumLaunch } from '../cli/chromium.ts';
import { LabPage, SMALL } from './lab-page.ts';

/** Every state is kept as a picture here, for people to look at; git ignores it. */
const keep = (page: Page, name: string) => page.screenshot({ path: `artifacts/states/${name}.png` });

/** Looks for barriers in both themes, on the desk and on a phone, and keeps the pictures. */
async function look(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!;
  for (const theme of ['light', 'dark'] as const) {
    const root = page.locator('html');
    if ((await root.getAttribute('data-theme')) !== theme)
      await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 't' }))); // wherever the focus is
    await expect(root).toHaveAttribute('data-theme', theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [name, theme, id, nodes.map(({ html }) => html)])).toEqual([]);
    await keep(page, `${name}-${theme}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, wide]).toEqual([name, 0]);
  await keep(page, `${name}-phone`);
  await page.setViewportSize(size);
}

const shown = (page: Page) => page.getByTestId('recorded');

test.describe('where nothing can compute', () => {
  // The worker's script does not arrive: nothing behind the page can train, whatever the machine has.
  test.beforeEach(({ page }) => page.route(/worker-.*\.js/, (route) => route.abort()));

  test('the recorded run stays: it can be looked through, not edited, and says so', async ({ page }) => {
    await page.goto('/?tour=off');
    await expect(shown(page)).toContainText('Nothing can train here');
    await expect(page.getByRole('alert')).toContainText('It cannot be edited.');
    await expect(page.getByTestId('device')).toHaveText('nothing to compute on');
    await expect(page.getByTestId('step')).toHaveText('149');
    await look(page, 'recorded-only');
    const { scrollHeight, clientHeight } = await page
      .locator('main')
      .evaluate(({ scrollHeight, clientHeight }) => ({ scrollHeight, clientHeight }));
    expect(scrollHeight).toBe(clientHeight);

    await page.getByRole('slider', { name: 'Step shown' }).fill('30');
    await expect(page.getByTestId('step')).toHaveText('30');
    await expect(page.getByText('at step 25')).toBeVisible(); // answers were kept of some steps
    await page.getByRole('combobox', { name: 'Method' }).selectOption('static prior');
    await expect(page.getByText('kept the answers of focal on seed 1 only')).toBeVisible();
    await page.getByRole('img', { name: /^Effort by method/ }).hover({ position: { x: 300, y: 100 } });
    await expect(page.getByTestId('step')).not.toHaveText('30');

    await expect(page.getByRole('switch', { name: 'hedges counts' })).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Play' }).first()).toBeDisabled();
    await expect(page.getByTestId('judge')).toContainText('it cannot be edited');
  });

  test('an address that asks for another run shows no recorded one, and another try starts the worker anew', async ({
    page,
  }) => {
    await page.goto(`/${SMALL}`);
    await expect(page.getByRole('alert')).toContainText('Nothing here can train.');
    await expect(shown(page)).toHaveCount(0);
    await look(page, 'nothing');
    await page.unroute(/worker-.*\.js/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(new LabPage(page).play).toBeEnabled();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });
});

test('a recorded run is marked as one, and makes way on play for a run from step 0', async ({ page }) => {
  const lab = new LabPage(page);
  await page.goto('/?seeds=3');
  await expect(shown(page)).toBeVisible();
  await expect(page.locator('header.bar')).toContainText('Recorded run');
  await expect(page.locator('footer')).toContainText('recorded run');
  await expect(lab.stepCount).toHaveText('149');
  await expect(lab.play).toBeEnabled();
  await expect(shown(page)).toContainText('Press play');
  await look(page, 'recorded');
  await lab.play.click();
  await expect(page.getByText('Recorded run')).toHaveCount(0);
  await expect(lab.stepCount).toHaveText(/^[0-3]$/);
  await expect(page.getByTestId('health')).toBeVisible();
  await keep(page, 'live');
  expect(lab.complaints).toEqual([]);
});

test('a lost GPU: the run goes on where it was, or starts again', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await look(page, 'empty');
  // The device itself is destroyed, in the middle of the run: what a driver that resets does.
  await page.workers()[0]!.evaluate(() => {
    const make = GPUDevice.prototype.createCommandEncoder;
    let steps = 0;
    GPUDevice.prototype.createCommandEncoder = function (...rest) {
      if (++steps % 60 === 20) this.destroy();
      return make.apply(this, rest);
    };
  });
  await lab.play.click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The GPU was lost.');
  await expect(alert).toContainText('it goes on exactly where it was');
  await expect(lab.device).toHaveText('GPU lost');
  await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
  expect(Number(await lab.stepCount.textContent())).toBeGreaterThan(0);
  await look(page, 'lost');
  const reached = Number(await lab.stepCount.textContent());
  const outcome = await page.getByTestId('outcome-focal-prior').textContent();
  await alert.getByRole('button', { name: `Resume at step ${reached}` }).click();
  await expect(lab.play).toBeEnabled();
  await expect(alert).toHaveCount(0);
  await expect(lab.stepCount).toHaveText(String(reached));
  expect(await page.getByTestId('outcome-focal-prior').textContent()).toBe(outcome);
  await lab.step.click(); // the device is lost again, soon enough
  await lab.waitForStep(reached + 1);
  await lab.play.click();
  await expect(alert).toContainText('The GPU was lost.');
  await alert.getByRole('button', { name: 'Start again from step 0' }).click();
  await expect(lab.play).toBeEnabled();
  await expect(alert).toHaveCount(0);
});

test('a page that nobody sees goes on training, and catches up when it is seen', async ({ page }) => {
  // What a browser does with a hidden tab: it asks for no pictures.
  await page.addInitScript(() => {
    const next = window.requestAnimationFrame.bind(window);
    const held: FrameRequestCallback[] = [];
    let hidden = false;
    window.requestAnimationFrame = (callback) => (hidden ? held.push(callback) : next(callback));
    Object.assign(window, {
      hideLab: () => (hidden = true),
      showLab: () => {
        hidden = false;
        const count = held.length;
        for (const callback of held.splice(0)) next(callback);
        return count;
      },
    });
  });
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await lab.play.click();
  await lab.waitForStep(1);
  await page.evaluate(() => (window as unknown as { hideLab(): void }).hideLab());
  const before = Number(await lab.stepCount.textContent());
  await lab.pause.isVisible();
  await page.waitForTimeout(4000); // nothing on the page tells that the worker goes on
  expect(Number(await lab.stepCount.textContent())).toBeLessThanOrEqual(before + 1);
  const held = await page.evaluate(() => (window as unknown as { showLab(): number }).showLab());
  expect(held).toBeLessThan(5); // pictures do not pile up
  await lab.waitForStep(before + 2);
  await lab.pause.click();
});

test('a finished run, a refused edit and an address that was not understood say so', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(
    '/?methods=static-prior,focal-prior&set=numGenerations=2&set=numIterations=1&set=steps=2&mode=cinema&panels=river,moon,outcome,rubric,timeline',
  );
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('mode is "cinema"; allowed is lab, projector, embed.');
  await expect(alert).toContainText('panels names "moon"');
  await look(page, 'address');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);
  await lab.play.click();
  await expect(page.locator('header.bar .count')).toContainText('finished');
  await expect(lab.play).toBeDisabled();
  await look(page, 'finished');
});

test('panels, projector and frame: the address says which, the menu chooses, a link carries them', async ({
  page,
}) => {
  await page.route(/worker-.*\.js/, () => {}); // it never comes
  await page.goto('/?tour=off');
  await expect(shown(page)).toBeVisible();
  await page.getByRole('button', { name: 'Layout' }).click();
  const menu = page.getByRole('dialog', { name: 'Layout' });
  await menu.getByRole('checkbox', { name: 'Answers' }).uncheck();
  await expect(page.getByRole('region', { name: 'Answers, best first' })).toHaveCount(0);
  await expect(page).toHaveURL(/panels=river,outcome,criteria,rubric,timeline/);
  await look(page, 'menu');
  const link = await menu.getByLabel('Link').inputValue();
  expect(link).toContain('scenario=forgotten-footnote&panels=river,outcome');
  await menu.getByRole('button', { name: 'Projector' }).click();
  await expect(page).toHaveURL(/mode=projector/);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Rubric' })).toHaveCount(0);
  const size = await page
    .getByTestId('outcome-focal-prior')
    .locator('b')
    .first()
    .evaluate((number) => number.getBoundingClientRect().height);
  expect(size).toBeGreaterThan(44);
  // Where one points is the step that is shown, however large everything is.
  const river = page.getByRole('img', { name: /^Effort by method/ });
  const box = (await river.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 60);
  const half = Number(await page.getByTestId('step').textContent());
  await page.mouse.move(box.x + box.width / 4, box.y + 60);
  const quarter = Number(await page.getByTestId('step').textContent());
  expect(half).toBeGreaterThan(60);
  expect(half).toBeLessThan(100);
  expect(quarter).toBeLessThan(half - 25);
  await look(page, 'projector');

  await page.setViewportSize({ width: 720, height: 420 });
  await page.goto('/?embed=river,outcome');
  await expect(shown(page)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in Focal Lab' })).toHaveAttribute(
    'href',
    '?scenario=forgotten-footnote',
  );
  await expect(page.locator('header.bar')).toHaveCount(0);
  expect(await page.locator('main').evaluate((lab) => lab.scrollHeight - lab.clientHeight)).toBe(0);
  await look(page, 'embed');
});

test('text at twice its size loses nothing', async ({ page }) => {
  await page.route(/worker-.*\.js/, (route) => route.abort());
  await page.setViewportSize({ width: 720, height: 450 }); // a window of 1440 by 900 at 200 %
  await page.goto('/?tour=off');
  await expect(shown(page)).toBeVisible();
  for (const name of ['Where the training effort goes', 'What comes out', 'Rubric'])
    await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' }).filter({ visible: true })).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await keep(page, 'text-200');
});

test('a browser too old for the page is told so', async ({ page }) => {
  await page.route(/index-.*\.js/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'this is not a script' }),
  );
  await page.goto('/?tour=off');
  await expect(page.getByRole('alert')).toContainText('It needs a browser of 2023 or newer');
  await keep(page, 'unsupported');
});

test('without WebGPU the badge says how fast it is, and why on a click', async ({ baseURL }) => {
  const launch = chromiumLaunch();
  const flags = launch.args!.filter((flag) => !/webgpu/i.test(flag));
  const browser = await chromium.launch({ ...launch, args: flags });
  try {
    const context = await browser.newContext({ baseURL: baseURL!, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const lab = new LabPage(page);
    await lab.open(`/${SMALL}&set=numGenerations=2&backend=cpu`);
    await expect(lab.device).toHaveText('Processor, no WebGPU');
    await lab.play.click();
    await lab.waitForStep(1);
    await lab.pause.click();
    await expect(lab.device).toHaveText(/^Processor, about \d+ (steps\/s|s per step)$/);
    await lab.device.click();
    const card = page.getByRole('dialog', { name: 'What this computes on' });
    await expect(card).toContainText('cpu was asked for.');
    await look(page, 'processor');
  } finally {
    await browser.close();
  }
});
