import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { LabPage, SMALL } from './lab-page.ts';

const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html }) => html),
  ]);

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Take it to your stack' });

/** Saves the zip, unpacks it, and says what is in it and where. */
async function taken(page: Page, target: string): Promise<{ paths: string[]; folder: string }> {
  const coming = page.waitForEvent('download');
  await dialogOf(page).getByRole('button', { name: 'Download' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`forgotten_footnote.${target}.zip`);
  const top = `forgotten_footnote.${target}/`;
  const unpacked = Object.entries(unzipSync(readFileSync(await download.path())));
  const folder = test.info().outputPath(target);
  for (const [path, bytes] of unpacked) {
    expect(path.startsWith(top)).toBe(true);
    const file = join(folder, path.slice(top.length));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return { paths: unpacked.map(([path]) => path.slice(top.length)), folder };
}

const TARGETS = [
  { id: 'trl', name: /^TRL/, own: ['rewards.py', 'train.py', 'lab.json', 'focal_lab/weighting.py'] },
  { id: 'verl', name: /^verl/, own: ['reward.py', 'lab.json', 'focal_lab/weighting.py'] },
  { id: 'verifiers', name: /^verifiers/, own: ['judge_rubric.json', 'lab.json', 'focal_lab/weighting.py'] },
  { id: 'healthbench', name: /^HealthBench/, own: ['rows.jsonl', 'score.py'] },
  { id: 'rar', name: /^Rubrics as Rewards/, own: ['rows.jsonl', 'score.py'] },
];

test('rubric and weighting as they stand go to every stack, and what is written works', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open(`/${SMALL}`);
  const dialog = dialogOf(page);
  const text = (path: string) => dialog.getByRole('region', { name: path });

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a command or a term').fill('your stack');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('radio', { name: 'focal default parameters' })).toBeChecked();
  for (const { id, name, own } of TARGETS) {
    await dialog.getByRole('radio', { name }).check();
    await expect(text('README.md')).toContainText('Forgotten footnote');
    const alone = id === 'healthbench' || id === 'rar';
    await expect(dialog.getByText('holds a rubric only')).toHaveCount(alone ? 1 : 0);
    await expect(dialog.getByRole('radio', { name: /^A language model/ })).toBeEnabled({ enabled: !alone });
    const { paths, folder } = await taken(page, id);
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'rubric.json', 'selftest.py', ...own]));
    const listed = dialog.getByRole('group', { name: 'File shown' }).getByRole('radio');
    expect(await listed.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual(
      paths,
    );
    const ran = spawnSync('python3', ['selftest.py'], { cwd: folder, encoding: 'utf8' });
    expect(ran.status, `${id}: ${ran.error?.message ?? ''}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('slider', { name: 'Weight of hedges' }).press('End');
  await expect(lab.lastEdit).toContainText('hedges');
  await page.getByRole('button', { name: 'Export' }).click();
  const line = page.getByRole('button', { name: 'Take it to TRL, verl or verifiers' });
  await line.click();
  await dialog.getByRole('radio', { name: /^TRL/ }).check();
  await dialog.getByRole('radio', { name: /^static prior/ }).check();
  await dialog.getByRole('radio', { name: /^A language model/ }).check();
  await dialog.getByRole('radio', { name: /^README/ }).focus();
  for (let i = 0; i < 20 && (await text('lab.json').count()) === 0; i++)
    await page.keyboard.press('ArrowDown');
  const spec = JSON.parse((await text('lab.json').textContent())!) as {
    method: string;
    criteria: { id: string; weight: number; scoredBy: string }[];
  };
  expect(spec.method).toBe('static-prior');
  expect(spec.criteria.find(({ id }) => id === 'hedge')).toMatchObject({ weight: 10, scoredBy: 'judge' });
  await expect(text('Start command')).toHaveText(/^accelerate launch train\.py/);
  expect(await axe(page)).toEqual([]);

  // From the target on: method, scorer, report, files, text, command, and what can be done with it.
  await dialog.getByRole('radio', { name: /^TRL/ }).focus();
  const stops: string[] = [];
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const { activeElement: here } = document;
        return here instanceof HTMLInputElement
          ? here.name
          : (here?.getAttribute('aria-label') ?? here?.textContent ?? '');
      }),
    );
  }
  expect(stops).toEqual([
    'method',
    'scorer',
    'What it cannot hold',
    'file',
    'lab.json',
    'Start command',
    'Copy the command',
    'Download',
  ]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export' })).toBeFocused();
  expect(lab.complaints).toEqual([]);
});

test('on a phone it opens from the runs, and Download is in reach', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const lab = new LabPage(page);
  await page.goto('/?tour=off');
  await expect(page.getByTestId('step')).toHaveText('149'); // a recorded run: nothing has to be trained for it
  await lab.runs();
  await page.getByRole('button', { name: 'Take it to TRL, verl or verifiers' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('region', { name: 'README.md' })).toContainText('# Forgotten footnote');
  await expect(dialog.getByRole('button', { name: 'Download' })).toBeInViewport({ ratio: 1 });
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(lab.complaints).toEqual([]);
});
