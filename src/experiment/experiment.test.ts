import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, metricsCsv } from '../exchange/csv.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import { findScenario } from '../scenarios/index.ts';
import {
  ownParameters,
  resultCriterion,
  RESULTS_VERSION,
  resultStep,
  summarise,
  type ResultRun,
  type Results,
} from './results.ts';
import { parseSeeds } from './seeds.ts';
import { parseSettings } from './settings.ts';
import { finalTables } from './tables/finals.ts';

const scenario = findScenario('forgotten-footnote');

describe('seeds', () => {
  it.each([
    ['3', [1, 2, 3]],
    ['101-104', [101, 102, 103, 104]],
    ['7,9,7', [7, 9]],
    ['101-101', [101]],
    ['0,4294967295', [0, 4294967295]],
  ])('%s', (text, seeds) => expect(parseSeeds(text)).toEqual(seeds));

  it.each(['0', '', '-3', '3-1', 'a', '1,b', '1.5', '4294967296', '1-2-3', '1-99999'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseSeeds(text)).toThrow(`Seeds "${text}"`);
    },
  );

  it('never does anything but give seeds or say why not', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseSeeds(text).every((seed) => Number.isInteger(seed) && seed >= 0)).toBe(true);
        } catch (error) {
          expect((error as Error).message).toContain('allowed is');
        }
      }),
    ));
});

describe('settings', () => {
  it('tells training settings from method parameters', () => {
    expect(parseSettings(['beta=0.05', 'lossType=grpo', 'focal.gamma=3'], scenario.training)).toEqual({
      training: { beta: 0.05, lossType: 'grpo' },
      parameters: { 'focal.gamma': 3 },
    });
  });

  it.each([
    ['beta=high', /beta is "high"/],
    ['beta=', /beta is ""/],
    ['beta', /Unknown setting "beta"/],
    ['focal.tau=0', /focal\.tau is 0; allowed is 0\.01 to 10/],
    ['lossType=ppo', /lossType is "ppo"/],
    ['maxCompletionLength=8', /Unknown setting/],
    ['__proto__=1', /Unknown setting/],
    ['numGenerations=1.5', /numGenerations is "1\.5"/],
  ])('refuses %s', (text, message) =>
    expect(() => parseSettings([text], scenario.training)).toThrow(message),
  );
});

/** A record whose direct, worst and strict are its step, over 100. */
const record = (step: number): StepRecord => {
  const K = scenario.rubric.length;
  const each = () => new Array<number>(K).fill(step / 100);
  return {
    ...{
      step,
      criteria: scenario.rubric.map(({ id }) => id),
      direct: step / 100,
      directCurrent: 0,
      worst: step / 100,
      strict: step / 100,
    },
    ...{ judgeDirect: 0.25, judgeDirectCurrent: 0.25, judgeWorst: 0.25, judgeStrict: NaN },
    ...{ reward: 0.5, rewardStd: 0.1, fracRewardZeroStd: 0, groupsWithoutSignal: 0, kl: 0.1, klSequence: 1 },
    ...{ groupsFellBack: 0, signFlips: 0.1, rankDistance: 0.05, topAgreement: 1 },
    ...{ lowestCorrelation: -0.2, contradicting: [0, 1] },
    ...{ entropy: 1, loss: 0, gradNorm: 1, clipRatio: 0, meanLength: 7 },
    ...{ scores: each(), judgeScores: each(), saturation: each(), weights: each() },
    effort: new Array<number>(K).fill(NaN),
  };
};

const runs: ResultRun[] = [1, 2].map((seed) => ({
  id: `forgotten-footnote/focal-prior/${seed}`,
  scenario: scenario.id,
  method: 'focal-prior',
  variation: {},
  params: ownParameters('focal-prior', {
    'focal.gamma': 3,
    'focal.tau': 1,
    'focal.epsilon': 0.05,
    'focal.floor': 0,
    'focal.cap': 1,
  }),
  seed,
  edits: [],
  steps: Array.from({ length: 30 }, (_, step) => resultStep(record(step + seed))),
}));

const results: Results = {
  formatVersion: RESULTS_VERSION,
  date: '2026-11-22',
  otherDevices: [],
  design: null,
  shard: null,
  complete: true,
  forks: [],
  device: {
    backend: 'webgpu',
    label: 'test',
    vendor: '',
    architecture: '',
    software: true,
    engine: 'ops',
    dispatchesPerStep: 1,
    secondsPerStep: 1,
  },
  scenarios: {
    [scenario.id]: {
      name: scenario.name,
      criteria: scenario.rubric.map(resultCriterion),
      training: scenario.training,
    },
  },
  runs,
  summary: summarise(scenario, runs),
};

describe('results', () => {
  it('take the mean of the last 10 steps as final, then over seeds', () => {
    const direct = results.summary.find(({ metric }) => metric === 'direct')!;
    // Seeds end at .30 and .31; the last ten average .255 and .265.
    expect(direct.mean).toBeCloseTo(0.26, 12);
    expect(direct.n).toBe(2);
    expect(direct.params['focal.gamma']).toBe(3);
    expect(finalTables(results)[0]!.rows[0]!.join(' ')).toMatch(/focal 2 0\.260/);
  });

  it('write what is not a number as null, so that the file stays JSON', () => {
    expect(JSON.parse(JSON.stringify(runs[0]!.steps[0])).effort.hedge).toBeNull();
    expect(metricsCsv(results).split('\n')[1]).toContain(',,');
  });

  it('make one CSV row per run and step, with as many cells as the header', () => {
    const lines = metricsCsv(results).trim().split('\n');
    expect(lines).toHaveLength(1 + 60);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
    expect(lines[0]).toMatch(/^scenario,method,variation,seed,step,score\/direct,.*rewards\/greets\/mean/);
  });
});

describe('CSV cells', () => {
  it('keep numbers as they are, negative ones too', () => expect(csvCell(-1.5)).toBe('-1.5'));
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['=1+1', `"'=1+1"`],
    ['-2', `"'-2"`],
    ['@x', `"'@x"`],
  ])('%s', (text, cell) => expect(csvCell(text)).toBe(cell));
});
