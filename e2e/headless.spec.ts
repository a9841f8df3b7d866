import { expect, test } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Results } from '../src/experiment/results.ts';

/** Runs a command; resolves with its exit code and what it printed. */
const command = (name: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; error: string }>((resolve) => {
    execFile('node', ['cli/run.mjs', name, ...args], (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
const experiment = (...args: string[]) => command('experiment', ...args);

test('the command trains on WebGPU, prints a table and writes results, metrics, report and figures', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'focal-lab-')), 'deep', 'er');
  const { code, out, error } = await experiment(
    ...['--scenario', 'forgotten-footnote', '--methods', 'static-prior,focal-prior', '--seeds', '7,9'],
    ...['--steps', '3', '--set', 'numGenerations=2', '--set', 'focal.gamma=3', '--out', folder],
    ...['--engine', 'ops'],
  );
  expect(code, error).toBe(0);
  expect(out).toMatch(/arm +n +worst \[95 %\] +direct \[95 %\]/);
  expect(out).toMatch(/focal +2 +0\.\d{3} +0\.\d{3}/); // two seeds have no interval
  expect(out).toMatch(/Forgotten footnote, focal against static prior: .*2 seeds, no test/);
  expect(error).toContain('done');

  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
  expect(results.formatVersion).toBe(2);
  expect(results.complete).toBe(true);
  expect(results.device).toMatchObject({ backend: 'webgpu', engine: 'ops' });
  expect(results.device.dispatchesPerStep).toBeGreaterThan(100);
  expect(results.runs.map(({ id }) => id)).toEqual([
    'forgotten-footnote/static-prior/7',
    'forgotten-footnote/static-prior/9',
    'forgotten-footnote/focal-prior/7',
    'forgotten-footnote/focal-prior/9',
  ]);
  const [, , focal] = results.runs;
  expect(focal!.params['focal.gamma']).toBe(3);
  expect(focal!.steps).toHaveLength(3);
  const { weights, effort, scores } = focal!.steps[2]!;
  expect(Object.keys(scores)).toEqual(results.scenarios['forgotten-footnote']!.criteria.map(({ id }) => id));
  expect(Object.values(weights).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);
  expect(Object.values(effort).reduce<number>((a, b) => a + b!, 0)).toBeCloseTo(1, 4);
  const strict = results.summary.find(
    ({ method, metric }) => method === 'focal-prior' && metric === 'strict',
  )!;
  expect(strict.n).toBe(2);
  expect(strict.low).toBeLessThanOrEqual(strict.mean!);

  const csv = readFileSync(join(folder, 'metrics.csv'), 'utf8').trim().split('\n');
  expect(csv).toHaveLength(1 + 4 * 3);
  expect(csv[0]).toContain('reward_weights/hedge');

  const report = readFileSync(join(folder, 'report.html'), 'utf8');
  expect(report).toContain('How to read the statistics');
  expect(report).not.toContain('<script');
  const figures = readdirSync(join(folder, 'figures'));
  expect(figures).toContain('forgotten-footnote-differences.svg');
  for (const name of figures)
    expect(readFileSync(join(folder, 'figures', name), 'utf8')).not.toMatch(/NaN|undefined/);
});

test('an experiment that is stopped leaves partial results, and goes on from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'focal-lab-'));
  const results = () => JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
  const child = spawn('node', [
    ...[
      'cli/run.mjs',
      'experiment',
      '--scenario',
      'harsh-judge',
      '--methods',
      'focal-prior',
      '--seeds',
      '7,9',
    ],
    ...['--ablate', 'focal.gamma=0,3', '--steps', '40', '--set', 'numGenerations=2', '--out', folder],
  ]);
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString();
    if (said.includes('step 1 of 40') && !child.killed) child.kill('SIGINT');
  });
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  expect(code, said).toBe(130);
  const partial = results();
  expect(partial.complete).toBe(false);
  const reached = partial.runs.map(({ steps }) => steps.length);
  expect(new Set(reached).size).toBe(1);
  expect(reached[0]).toBeGreaterThan(0);
  expect(reached[0]).toBeLessThan(40);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('not complete');

  const { code: again, out, error } = await experiment('--out', folder, '--resume');
  expect(again, error).toBe(0);
  expect(out).toContain('focal, gamma 3');
  const whole = results();
  expect(whole.complete).toBe(true);
  expect(whole.runs.map(({ id }) => id)).toEqual([
    'harsh-judge/focal-prior/focal.gamma=0/7',
    'harsh-judge/focal-prior/focal.gamma=0/9',
    'harsh-judge/focal-prior/focal.gamma=3/7',
    'harsh-judge/focal-prior/focal.gamma=3/9',
  ]);
  whole.runs.forEach(({ steps }, i) => {
    expect(steps).toHaveLength(40);
    expect(steps.slice(0, reached[i])).toEqual(partial.runs[i]!.steps);
  });
  expect(existsSync(join(folder, 'checkpoint.json'))).toBe(false);
});

test('a mistake gives one clear line and exit code 2', async () => {
  const { code, out, error } = await experiment('--scenario', 'nope', '--out', tmpdir());
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(error).toMatch(/^Unknown scenario "nope".*forgotten-footnote.*\n$/);
});

test('warm-start takes the same engines', async () => {
  const { out: help } = await command('warm-start', '--help');
  expect(help).toContain('--engine');
  const { code, error } = await command(
    'warm-start',
    ...['--scenario', 'forgotten-footnote', '--engine', 'steam'],
  );
  expect(code).toBe(2);
  expect(error).toMatch(/^--engine is "steam"; allowed is auto, fused, ops\. Try --help\.$/m);
});
