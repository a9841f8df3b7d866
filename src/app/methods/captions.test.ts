import { describe, expect, it } from 'vitest';
import { ESTIMATORS, PAPER_LIKE } from '../../lab/reward/methods/focal.ts';
import { METHOD_IDS } from '../../lab/reward/methods/index.ts';
import { mean } from '../../lab/spread.ts';
import { openedRun } from '../state/testing.ts';
import { advantageCaption, rewardWorking, staticCaption } from './caption-advantage.ts';
import { saturationWorking } from './caption-saturation.ts';
import { digits, near, number, type Told } from './caption-text.ts';
import { knowsWeight, weightWorking } from './caption-weight.ts';
import { caption, type Cell } from './captions.ts';
import { Example } from './Example.svelte.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import { toldOfExample } from './told.ts';
import { G, K, toldOf, type Setting } from './told-testing.ts';

const SETTINGS: [string, Setting][] = [
  ...METHOD_IDS.map((id): [string, Setting] => [id, {}]),
  ...ESTIMATORS.map((_, i): [string, Setting] => [
    'focal-prior',
    { parameters: { ...PAPER_LIKE, 'focal.estimator': i } },
  ]),
  ['focal-uniform', { parameters: { 'focal.floor': 0.1, 'focal.cap': 0.4, 'focal.mix': 0.3 } }],
  ['focal-prior', { parameters: { 'focal.warmup': 10, 'focal.floor': 0.2 } }],
  ['max-min', { parameters: { 'maxmin.rule': 1 } }],
  ['max-min', { parameters: { 'maxmin.eta': 1.5 } }],
  ['pow3r', { parameters: { 'pow3r.pass': 0.4, 'pow3r.lambda': 1 } }],
  ['sa-mrpo', { parameters: { 'samrpo.gamma': 0 } }],
  ['custom', { formula: 'prior * (1.1 - mean) + std' }],
  ['custom', { formula: '-prior' }],
  ...(['batch', 'none'] as const).flatMap((scaleRewards): [string, Setting][] => [
    ['focal-prior', { training: { scaleRewards, promptGamma: 0.5 } }],
    ['gdpo', { training: { scaleRewards, promptGamma: 0.5 } }],
    ['dvao', { training: { scaleRewards, promptGamma: 2 } }],
  ]),
  ['static-uniform', { training: { scaleRewards: 'none', matchRewardScale: true } }],
];

describe('captions agree with the numbers of the group', () => {
  it.each(SETTINGS)('%s %j', (id, setting) => {
    for (const told of toldOf(id, setting)) {
      const { weights, saturation, rollouts } = told.group;
      weights.forEach((_, k) => {
        expect(near(weightWorking(k, told).value, weights[k]!)).toBe(true);
        expect(caption({ row: 'weight', criterion: k }, told)).toContain(number(weights[k]!));
        const reached = saturationWorking(k, told).value;
        if (Number.isFinite(reached)) expect(near(reached, saturation[k]!)).toBe(true);
      });
      rollouts.forEach(({ reward, advantage, staticAdvantage }, j) => {
        expect(near(rewardWorking(j, told).value, reward)).toBe(true);
        // "the formula by itself" is said where the two differ.
        expect(advantageCaption(j, told)).not.toContain('by itself');
        expect(advantageCaption(j, told)).toContain(number(advantage));
        expect(staticCaption(j, told)).not.toContain('by itself');
        expect(staticCaption(j, told)).toContain(number(staticAdvantage));
      });
      for (const cell of cells())
        expect(caption(cell, told)).not.toMatch(/NaN|undefined|–|Infinity|by itself/);
    }
  });

  it('know every method', () => {
    for (const id of METHOD_IDS) expect(knowsWeight(id)).toBe(true);
  });
});

function* cells(): Generator<Cell> {
  for (let criterion = 0; criterion < K; criterion++) {
    for (const row of ['prior', 'saturation', 'weight'] as const) yield { row, criterion };
    for (let rollout = 0; rollout < G; rollout++) yield { row: 'score', rollout, criterion };
  }
  for (let rollout = 0; rollout < G; rollout++)
    for (const row of ['direct', 'q', 'reward', 'static', 'advantage', 'rank'] as const)
      yield { row, rollout };
}

describe('what a caption divides by', () => {
  /** Spread over the step, from all groups. */
  const spreadOf = (values: number[]) => {
    const centre = mean(values);
    return Math.sqrt(
      mean(values.map((value) => (value - centre) ** 2)) * (values.length / (values.length - 1)),
    );
  };

  it('is the step’s spread where SAW takes one', () => {
    const groups = toldOf('saw');
    const all = groups.flatMap(({ group }) => group.rollouts.map(({ scores }) => scores));
    for (const k of [0, 1, 2, 3]) {
      const values = all.map((scores) => scores[k]!);
      expect(weightWorking(k, groups[0]!).text).toContain(
        `(${digits(spreadOf(values))} / ${digits(mean(values))})`,
      );
    }
  });

  it('is the step’s spread where signals are whitened', () => {
    const groups = toldOf('gdpo');
    const signals = groups.flatMap(({ group: { prior, rollouts } }) =>
      rollouts.map(({ scores }) =>
        prior.reduce((total, b, k) => {
          const column = rollouts.map((rollout) => rollout.scores[k]!);
          const spread = spreadOf(column);
          return spread < 1e-9 ? total : total + (b * (scores[k]! - mean(column))) / (spread + 1e-4);
        }, 0),
      ),
    );
    const said = /over the step’s spread: \S+ \/ (\S+)/.exec(advantageCaption(0, groups[1]!))![1]!;
    expect(Number(said)).toBeCloseTo(spreadOf(signals), 2);
  });
});

describe('captions of the example', () => {
  const told = (more: Partial<Told> = {}): Told => ({ ...toldOfExample(new Example()), ...more });

  it.each([
    [{ row: 'prior', criterion: 3 }, 'b(fourth) = .25, its share of the rubric’s weight'],
    [{ row: 'q', rollout: 2 }, 'q(answer 3) = exp(mean of S / τ) / Σ = exp(.55 / 1) / 8.09 = .21'],
    [{ row: 'saturation', criterion: 3 }, 's(fourth) = Σ q·S = .21·.60 + .27·.30 + .27·.20 + … = .29; τ 1'],
    [
      { row: 'weight', criterion: 3 },
      'w(fourth) = b (1 − s + ε)^γ / Σ = .25 · (1 − .288 + .05)^3 / .122 = .91; b is 1 / K here',
    ],
    [{ row: 'reward', rollout: 2 }, 'R(answer 3) = Σ w·S = .91·.60 + .05·.60 + .00·1.0 + … = .58'],
    [{ row: 'advantage', rollout: 2 }, 'A(answer 3) = (.577 − .34) / .176 = 1.35'],
    [{ row: 'static', rollout: 2 }, 'static A(answer 3) = (.55 − .7) / .106 = −1.41'],
    [
      { row: 'rank', rollout: 2 },
      'answer 3: place 4 by the rubric’s weights, 1 under focal; one pushes it up, the other down',
    ],
    [{ row: 'score', rollout: 2, criterion: 0 }, 'S(answer 3, first) = 1.0, the judge’s score'],
  ] as const)('%j', (cell, text) => expect(caption(cell, told())).toBe(text));

  it('own up where the engine has another number than the formula', () => {
    const group = { ...told().group, weights: [0.1, 0.2, 0.3, 0.4] };
    expect(caption({ row: 'weight', criterion: 3 }, told({ group }))).toMatch(
      /^w\(fourth\) = \.40; the formula by itself: .* = \.91; /,
    );
  });
});

describe('settings of a step', () => {
  it('are those of now with later edits taken back', () => {
    const { run, step } = openedRun();
    const at = (asked: number) => settingsAt(run, run.edits, asked);
    const turn = (value: number) => run.edit({ kind: 'parameter', name: 'focal.gamma', value });
    step(() => 0.5);
    turn(3);
    run.edit({ kind: 'training', name: 'scaleRewards', value: 'none' });
    step(() => 0.5);
    turn(5);
    run.undo();
    expect(at(0).parameters['focal.gamma']).toBe(1);
    expect(at(0).training.scaleRewards).toBe('group');
    expect(at(1).parameters['focal.gamma']).toBe(3);
    expect(at(1).training.scaleRewards).toBe('none');
    expect(at(2)).toMatchObject({ parameters: run.parameters, formula: run.formula });
    // What the page hands over has accessors, which a spread leaves behind.
    const { criteria, parameters, training, formula } = run;
    const state = { criteria, parameters, training, formula };
    const accessors = Object.create(state) as typeof state;
    expect(settingsAt(accessors, run.edits, 0)).toEqual(at(0));
    expect(settingsAt(accessors, run.edits, 0).training.scaleRewards).toBe('group');
  });
});
