import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { LabPage, SMALL } from './lab-page.ts';

for (const theme of ['light', 'dark'] as const)
  for (const [form, viewport] of [
    ['desk', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const)
    test(`axe finds nothing: ${theme}, ${form}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme });
      const lab = new LabPage(page);
      await page.goto(`/${SMALL}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const before = await new AxeBuilder({ page }).analyze();
      expect(before.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      const play = page.getByRole('button', { name: 'Play' }).filter({ visible: true });
      await expect(play).toBeEnabled();
      await play.click();
      await expect(page.getByTestId('health')).toBeVisible();
      await page.getByRole('button', { name: 'Pause' }).filter({ visible: true }).click();
      const after = await new AxeBuilder({ page }).analyze();
      expect(after.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      const overflow = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth - innerWidth, scrollHeight - innerHeight]; // only the lab itself scrolls
      });
      expect(overflow).toEqual([0, 0]);
      expect(lab.complaints).toEqual([]);
    });

test('the whole screen works from the keyboard', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  await page.keyboard.press('ArrowRight');
  await expect(lab.stepCount).toHaveText('0');
  await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(lab.stepCount).toHaveText('1');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.stepCount).toHaveText('0');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(lab.pause).toBeVisible();
  await lab.waitForStep(2);
  await page.keyboard.press('Space');
  await expect(lab.play).toBeVisible();
  await lab.play.focus(); // letters act from a button too; only space is the button's own
  await page.keyboard.press('t');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // Tab reaches play, then on through sliders and switches, each with a name.
  const names = new Set<string>();
  for (let i = 0; i < 112; i++) {
    await page.keyboard.press('Tab');
    names.add(
      await page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ??
          document.activeElement?.textContent?.trim() ??
          '',
      ),
    );
  }
  for (const expected of [
    'Play',
    'Weight of hedges',
    'hedges counts',
    'Focal gamma',
    'Prompt',
    'Method',
    'Step shown',
  ])
    expect([...names]).toContain(expected);
  expect([...names]).not.toContain('');
});

test('a theme is remembered, and set before anything is drawn', async ({ page }) => {
  await page.goto(`/${SMALL}`);
  await page.keyboard.press('t');
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
