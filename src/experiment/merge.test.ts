import { describe, expect, it } from 'vitest';
import { jobsOf } from './design/plan.ts';
import { mergeResults } from './merge.ts';
import { readResults, type ExperimentResults } from './read-results.ts';
import { RESULTS_VERSION, type Results } from './results.ts';
import { madeUpResults } from './testing.ts';

const whole = madeUpResults({
  seeds: 4,
  methods: ['static-prior', 'focal-prior'],
}) as ExperimentResults;

/** A part of it, as a shard would have it. */
const shard = (index: number, of = 2): ExperimentResults => ({
  ...whole,
  shard: { index, of },
  runs: whole.runs.filter(({ seed }) => whole.design.seeds.indexOf(seed) % of === index - 1),
});
const part = (results: ExperimentResults, where = `part ${results.shard?.index ?? 0}`) => ({
  where,
  results,
});

describe('merging', () => {
  it('gives what one run of all of it gives, in whatever order the shards come', () => {
    const merged = mergeResults([part(shard(2)), part(shard(1))]);
    const ordered = jobsOf(whole.design).map(({ id }) => id);
    expect(merged.runs.map(({ id }) => id).sort()).toEqual([...ordered].sort());
    for (const run of merged.runs) expect(run).toEqual(whole.runs.find(({ id }) => id === run.id));
    // By condition, then by seed.
    expect(merged.runs.slice(0, 5).map(({ method, seed }) => `${method} ${seed}`)).toEqual([
      ...[1, 2, 3, 4].map((seed) => `static-prior ${seed}`),
      'focal-prior 1',
    ]);
    expect(merged.shard).toBeNull();
    expect(merged.complete).toBe(true);
    expect(mergeResults([part(shard(1)), part(shard(2))])).toEqual(merged);
  });

  it('says which devices took part', () => {
    const other = { ...shard(2), device: { ...whole.device, label: 'another GPU' } };
    expect(mergeResults([part(shard(1)), part(other)]).otherDevices).toEqual(['another GPU']);
  });

  const elsewhere = { ...shard(2), design: { ...whole.design, parameters: { 'focal.gamma': 3 } } };
  it.each<[string, ExperimentResults[], RegExp]>([
    ['a shard that is missing', [shard(1)], /Shard 2\/2 is missing/],
    ['a shard twice', [shard(1), shard(1)], /Shard 1\/2 is there twice|Shard 2\/2 is missing/],
    ['another experiment', [shard(1), elsewhere], /another experiment than part 1: their parameters differ/],
    ['other shares', [shard(1), shard(2, 3)], /part 2 is shard 2\/3, but part 1 is shard 1\/2/],
    ['no shard', [whole, shard(2)], /no shard/],
    [
      'another engine',
      [shard(1), { ...shard(2), device: { ...whole.device, engine: 'fused' } }],
      /part 2 was computed by the engine fused, part 1 by ops/,
    ],
    ['an unfinished shard', [shard(1), { ...shard(2), complete: false }], /part 2 is not finished/],
  ])('refuses %s', (_, results, message) =>
    expect(() => mergeResults(results.map((each) => part(each)))).toThrow(message),
  );
});

describe('a results file', () => {
  it('is not believed when it says that it is complete', () => {
    const lying = { ...whole, complete: true, runs: whole.runs.slice(1) };
    expect(readResults(JSON.stringify(lying), 'here').complete).toBe(false);
    expect(readResults(JSON.stringify({ ...whole, complete: false }), 'here').complete).toBe(true);
  });

  it('is read as it was written', () => {
    expect(readResults(JSON.stringify(whole), 'here')).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it.each<[string, string, RegExp]>([
    [
      'text that was cut short',
      JSON.stringify(whole).slice(0, -5),
      /results\.json is not JSON: it may have been cut short/,
    ],
    ['something else', '{"a":1}', /no formatVersion/],
    ['null', 'null', /not a results file/],
    [
      'another version',
      JSON.stringify({ ...whole, formatVersion: RESULTS_VERSION - 1 }),
      new RegExp(`formatVersion ${RESULTS_VERSION - 1}; this version of Focal Lab reads ${RESULTS_VERSION}`),
    ],
    [
      'a run of the page',
      JSON.stringify({ ...whole, design: null } satisfies Results),
      /of a run of the page/,
    ],
    ['no runs', JSON.stringify({ ...whole, runs: undefined }), /not a results file: runs/],
    [
      'an impossible design',
      JSON.stringify({ ...whole, design: { ...whole.design, seeds: [] } }),
      /no seeds/,
    ],
    ['a device that is none', JSON.stringify({ ...whole, device: null }), /not a results file: device/],
    ['a run that is none', JSON.stringify({ ...whole, runs: [{}] }), /not a results file: runs\.0/],
    [
      'a scenario that is none',
      JSON.stringify({ ...whole, design: { ...whole.design, scenarios: [{ id: 'x' }] } }),
      /Scenario: formatVersion/,
    ],
    [
      'a run under another name',
      JSON.stringify({ ...whole, runs: whole.runs.map((run) => ({ ...run, method: 'focal-prior' })) }),
      /holds a run ".*" that its design does not ask for, or twice/,
    ],
    [
      'a run twice',
      JSON.stringify({ ...whole, runs: [...whole.runs, whole.runs[0]] }),
      /that its design does not ask for, or twice/,
    ],
  ])('is refused: %s', (_, text, message) =>
    expect(() => readResults(text, 'results.json')).toThrow(message),
  );
});
