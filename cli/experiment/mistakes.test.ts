import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RESULTS_VERSION } from '../../src/experiment/results.ts';
import { madeUpResults } from '../../src/experiment/testing.ts';
import { main } from '../experiment.ts';
import { main as reproduce } from '../reproduce.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'focal-lab-'));

/** Runs the command; no browser is opened by any of these. */
async function called(...args: string[]) {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const code = await main(args);
  return {
    code,
    error: error.mock.calls.map(([line]) => String(line)),
    out: log.mock.calls.map(([line]) => String(line)).join('\n'),
  };
}
afterEach(() => vi.restoreAllMocks());

const unused = join(tmpdir(), 'focal-lab-unused');
const ok = ['--scenario', 'forgotten-footnote', '--out', unused];
const whole = madeUpResults({ seeds: 4, methods: ['static-prior', 'focal-prior'], steps: 2 });

/** A folder with such a results file. */
function holding(results: unknown): string {
  const path = folder();
  writeFileSync(join(path, 'results.json'), typeof results === 'string' ? results : JSON.stringify(results));
  return path;
}
const shard = (index: number, of = 2) => ({
  ...whole,
  shard: { index, of },
  runs: whole.runs.filter(({ seed }) => (seed - 1) % of === index - 1),
});

describe('mistakes give one clear line and exit code 2', () => {
  const notResults = holding('{"formatVersion": 1, "runs"');
  const old = holding({ ...whole, formatVersion: RESULTS_VERSION + 1 });
  const there = holding(whole);
  const other = holding({ ...whole, runs: whole.runs.slice(1) });
  const withReport = folder();
  writeFileSync(join(withReport, 'report.html'), 'mine');
  const scenarioFile = join(folder(), 'scenario.json');
  writeFileSync(scenarioFile, '{"formatVersion": 1, "id": "mine"}');
  it.each<[string, string[], RegExp]>([
    ['a wrong flag', [...ok, '--sceno', 'x'], /--sceno/],
    ['a stray word', [...ok, 'stray'], /"stray" is not understood/],
    ['no scenario', ['--out', tmpdir()], /--scenario is missing/],
    ['no folder', ['--scenario', 'forgotten-footnote'], /--out is missing/],
    [
      'an unknown scenario',
      ['--scenario', 'nope', '--out', unused],
      /Unknown scenario "nope".*forgotten-footnote/,
    ],
    [
      'a scenario file that is not there',
      ['--scenario', 'no/such.json', '--out', unused],
      /no scenario file "no\/such\.json"/,
    ],
    [
      'a scenario file that is none',
      ['--scenario', scenarioFile, '--out', unused],
      /scenario\.json": Scenario: name/,
    ],
    ['an unknown method', [...ok, '--methods', 'static-prior,magic'], /Unknown method "magic".*focal-prior/],
    ['bad seeds', [...ok, '--seeds', '0'], /Seeds "0"/],
    ['bad steps', [...ok, '--steps', 'many'], /steps is "many"/],
    ['a bad setting', [...ok, '--set', 'focal.gamma=99'], /focal\.gamma is 99; allowed is 0 to 8/],
    [
      'an unknown parameter',
      [...ok, '--ablate', 'focal.gama=1'],
      /Unknown parameter "focal\.gama".*focal\.gamma/,
    ],
    ['a value out of range', [...ok, '--ablate', 'focal.gamma=0,9'], /focal\.gamma is 9; allowed is 0 to 8/],
    [
      'a doubtful name',
      [...ok, '--methods', 'focal-prior,sa-mrpo', '--ablate', 'gamma=1'],
      /could be focal\.gamma or/,
    ],
    ['a cap that is too low', [...ok, '--set', 'focal.cap=0.1'], /7 x 0\.1 is below 1/],
    ['an unknown study', ['--study', 'magic', '--out', unused], /Unknown study "magic".*prior-skew/],
    [
      'a study with methods',
      ['--study', 'prior-skew', '--methods', 'gdpo', '--out', unused],
      /--methods does not go with --study/,
    ],
    ['a foreign baseline', [...ok, '--baseline', 'gdpo'], /baseline "gdpo" is not among/],
    ['an unknown engine', [...ok, '--engine', 'steam'], /--engine is "steam"; allowed is auto, fused, ops/],
    ['a shard that is none', [...ok, '--shard', '3/2'], /--shard is "3\/2"; allowed is i\/n/],
    ['more shards than seeds', [...ok, '--shard', '1/9', '--seeds', '8'], /there are 8 seeds/],
    [
      'a folder that cannot be written',
      ['--scenario', 'forgotten-footnote', '--out', '/proc/nowhere'],
      /Cannot write to --out "\/proc\/nowhere"/,
    ],
    [
      'results that would be overwritten',
      ['--scenario', 'forgotten-footnote', '--out', there],
      /holds results already: --resume goes on/,
    ],
    ['both', [...ok, '--resume', '--force'], /do not go together/],
    ['nothing to go on with', ['--out', folder(), '--resume'], /nothing to go on with/],
    [
      'results that were cut short',
      ['--out', notResults, '--resume'],
      /is not JSON: it may have been cut short/,
    ],
    [
      'results of another version',
      ['--out', old, '--resume'],
      /formatVersion 3; this version of Focal Lab reads 2/,
    ],
    [
      'another experiment',
      ['--out', other, '--resume', '--scenario', 'harsh-judge'],
      /holds another experiment: its scenarios differ/,
    ],
    [
      'another shard',
      ['--out', holding({ ...shard(1), runs: shard(1).runs.slice(1) }), '--resume', '--shard', '2/2'],
      /holds shard 1\/2, not shard 2\/2/,
    ],
    [
      'files of one’s own that would be overwritten',
      ['--scenario', 'forgotten-footnote', '--out', withReport],
      /holds report\.html already/,
    ],
    [
      'another engine',
      ['--out', other, '--resume', '--engine', 'fused'],
      /--engine is "fused", but what is there was computed by ops/,
    ],
    [
      'a merge with more flags',
      ['--merge', there, '--out', folder(), '--seeds', '3'],
      /--merge runs nothing/,
    ],
    ['nothing to merge', ['--merge', unused, '--out', folder()], /There is no .*results\.json to merge/],
    ['a shard that is missing', ['--merge', holding(shard(1)), '--out', folder()], /Shard 2\/2 is missing/],
    [
      'mismatched shards',
      ['--merge', holding(shard(1)), holding(shard(2, 3)), '--out', folder()],
      /is shard 2\/3, but .* is shard 1\/2/,
    ],
    [
      'a merge over results',
      ['--merge', holding(shard(1)), holding(shard(2)), '--out', there],
      /holds results already/,
    ],
  ])('%s', async (_, args, message) => {
    const { code, out, error } = await called(...args);
    expect(error.join('\n')).toMatch(message);
    expect(error).toHaveLength(1);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('and reproduce does not write over what is something else', async () => {
    const path = folder();
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(path, 'gimmick')); // the last one: all are looked at before anything runs
    writeFileSync(join(path, 'gimmick', 'results.json'), JSON.stringify(whole));
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await reproduce(['--out', path])).toBe(2);
    expect(String(error.mock.calls[0])).toMatch(/gimmick" holds another experiment/);
  });
});

it('--help explains every flag', async () => {
  const { code, out } = await called('--help');
  expect(code).toBe(0);
  for (const flag of 'scenario methods seeds steps set ablate baseline study engine out resume force shard merge'.split(
    ' ',
  ))
    expect(out).toContain(`--${flag}`);
});

const EVERYTHING = ['figures', 'metrics.csv', 'report.html', 'results.json', 'tables'];

it('of what is complete nothing is run, but all is written: that may be what was cut short', async () => {
  const path = holding(whole);
  const { code, out } = await called('--out', path, '--resume');
  expect(out).toContain('Nothing was left to run');
  expect(code).toBe(0);
  expect(readdirSync(path).sort()).toEqual(EVERYTHING);
});

it('shards are merged to one folder with all that an experiment writes', async () => {
  const path = folder();
  const { code, out, error } = await called('--merge', holding(shard(2)), holding(shard(1)), '--out', path);
  expect(error).toEqual([]);
  expect(code).toBe(0);
  expect(out).toContain('static prior');
  expect(out).toContain('paired differences of final values');
  expect(readdirSync(path).sort()).toEqual(EVERYTHING);
  const tables = readdirSync(join(path, 'tables'));
  for (const ending of ['.csv', '.md', '.tex'])
    expect(tables.some((name) => name.endsWith(ending))).toBe(true);
  expect(readdirSync(join(path, 'figures')).every((name) => name.endsWith('.svg'))).toBe(true);
});
