import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
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

test('the command trains on WebGPU, prints a table and writes results.json and metrics.csv', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'focal-lab-')), 'deep', 'er');
  const { code, out, error } = await experiment(
    ...['--scenario', 'forgotten-footnote', '--methods', 'static-prior,focal-prior', '--seeds', '7,9'],
    ...['--steps', '3', '--set', 'numGenerations=2', '--set', 'focal.gamma=3', '--out', folder],
    ...['--engine', 'ops'],
  );
  expect(code, error).toBe(0);
  expect(out).toMatch(/method +seeds +direct +worst +strict/);
  expect(out).toMatch(/focal-prior +2 +0\.\d{3} ± 0\.\d{3}/);
  expect(error).toContain('step 3 of 3');

  const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
  expect(results.formatVersion).toBe(1);
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
});

test.describe('mistakes give one clear line and exit code 2', () => {
  const ok = ['--scenario', 'forgotten-footnote', '--out', join(tmpdir(), 'focal-lab-unused')];
  for (const [name, args, message] of [
    ['a wrong flag', [...ok, '--sceno', 'x'], /--sceno/],
    ['no scenario', ['--out', tmpdir()], /--scenario is missing/],
    [
      'an unknown scenario',
      ['--scenario', 'nope', '--out', tmpdir()],
      /Unknown scenario "nope".*forgotten-footnote/,
    ],
    ['an unknown method', [...ok, '--methods', 'static-prior,magic'], /Unknown method "magic".*focal-prior/],
    ['bad seeds', [...ok, '--seeds', '0'], /Seeds "0"/],
    ['bad steps', [...ok, '--steps', 'many'], /steps is "many"/],
    ['a bad setting', [...ok, '--set', 'focal.gamma=99'], /focal\.gamma is 99; allowed is 0 to 8/],
    ['an unknown engine', [...ok, '--engine', 'steam'], /--engine is "steam"; allowed is auto, fused, ops/],
    [
      'a folder that cannot be written',
      ['--scenario', 'forgotten-footnote', '--out', '/proc/nowhere'],
      /Cannot write to --out "\/proc\/nowhere"/,
    ],
  ] as const)
    test(name, async () => {
      const { code, out, error } = await experiment(...args);
      expect(code).toBe(2);
      expect(out).toBe('');
      expect(error).toMatch(message);
      expect(error.trim().split('\n')).toHaveLength(1);
    });

  test('--help explains every flag', async () => {
    const { code, out } = await experiment('--help');
    expect(code).toBe(0);
    for (const flag of ['--scenario', '--methods', '--seeds', '--steps', '--set', '--engine', '--out'])
      expect(out).toContain(flag);
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
});
