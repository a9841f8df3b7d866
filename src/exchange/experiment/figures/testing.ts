/** Made-up results of analyses, as like real ones as a test of their figures needs. */
import type {
  AblationGrid,
  Arm,
  Comparison,
  Dose,
  HeatMap,
  Interval,
  JudgeAndGold,
  PassiveCorrelation,
  RankingChange,
  ReturnCorrelation,
  SpeedAndLevel,
  Threshold,
  Trajectory,
} from '../../../experiment/analysis/shapes.ts';
import type { MetricId } from '../../../experiment/analysis/metric.ts';
import { PREDICTORS } from '../../../experiment/run/fork-result.ts';

/** Numbers in [0, 1) that look random and are the same every time (Park and Miller's generator). */
export function dice(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export const arm = (label: string, scenario = 'forgotten-footnote', method = 'focal-prior'): Arm => ({
  ...{ scenario, method, label },
  variation: {},
});

export const STATIC = arm('static prior', undefined, 'static-prior');
export const UNIFORM = arm('static uniform', undefined, 'static-uniform');
export const FOCAL = arm('focal');
export const STRONG = arm('focal, gamma 3');

export const around = (mean: number, half: number, n = 8): Interval =>
  n < 2 ? { mean, low: NaN, high: NaN, n } : { mean, low: mean - half, high: mean + half * 0.8, n };

export const NOTHING: Interval = { mean: NaN, low: NaN, high: NaN, n: 0 };

export const comparison = (change: Partial<Comparison> = {}): Comparison => ({
  ...{ scenario: 'forgotten-footnote', metric: 'worst', arm: FOCAL, baseline: STATIC },
  ...{ difference: around(0.59, 0.12), zeros: 0, p: 0.0078, adjusted: 0.031, whyNoTest: null },
  ...{ smallest: 0.031, family: 4, planned: true, improvement: 1, effect: 2.4 },
  ...change,
});

export function trajectory(
  own: Arm,
  level: number,
  speed: number,
  metric: MetricId = 'worst',
  steps = 150,
): Trajectory {
  const roll = dice(Math.round(1000 * level + speed) + 1);
  const mean = Array.from({ length: steps }, (_, t) => level * (1 - Math.exp(-t / speed)) + 0.02 * roll());
  return {
    ...{ arm: own, metric, mean, n: 8 },
    low: mean.map((value) => Math.max(0, value - 0.05 - 0.03 * roll())),
    high: mean.map((value) => Math.min(1, value + 0.05 + 0.03 * roll())),
  };
}

export function heatMap(arms: readonly Arm[], names: readonly string[]): HeatMap {
  const roll = dice(3);
  return {
    scenario: 'forgotten-footnote',
    criteria: names.map((name, k) => ({ id: `criterion_${k}`, name, counts: k !== 2 })),
    rows: arms.map((own) => ({
      arm: own,
      n: 8,
      scores: names.map(() => Math.round(100 * roll() ** 0.4) / 100),
    })),
  };
}

export function threshold(arms: readonly Arm[], n = 8): Threshold {
  const roll = dice(11);
  return {
    ...{ scenario: 'forgotten-footnote', metric: 'worst', threshold: 0.5 },
    rows: arms.map((own, i) => {
      const reached = i === 0 ? 0 : Math.min(n, Math.floor(n * (0.3 + 0.25 * i)));
      const steps = Array.from({ length: reached }, () => Math.floor(20 + 90 * roll())).sort((a, b) => a - b);
      return {
        arm: own,
        reached,
        n,
        steps,
        median: 2 * reached > n ? (steps[Math.floor(n / 2)] ?? null) : null,
      };
    }),
  };
}

export const speedAndLevel = (arms: readonly Arm[]): SpeedAndLevel => {
  const roll = dice(5);
  return {
    ...{ scenario: 'forgotten-footnote', metric: 'worst' },
    points: arms.map((own) => ({
      arm: own,
      speed: around(15 + 60 * roll(), 8),
      level: around(0.3 + 0.6 * roll(), 0.08),
    })),
  };
};

export function ablation(
  across: readonly string[],
  down: readonly string[] | null,
  baseline = true,
): AblationGrid {
  const roll = dice(17);
  const cells = (down ?? ['']).map((_, j) =>
    across.map((_, i) => around(0.3 + 0.1 * i - 0.06 * j + 0.1 * roll(), 0.09)),
  );
  return {
    ...{ scenario: 'forgotten-footnote', method: 'focal-prior', metric: 'worst' },
    across: { name: 'focal.gamma', values: across },
    down: down && { name: 'focal.tau', values: down },
    cells,
    baseline: baseline
      ? { label: 'static prior', cells: cells.map((row) => row.map(() => around(0.35, 0.05))) }
      : null,
  };
}

export const dose = (values: readonly number[], crossing: number | null = 0.4): Dose => ({
  ...{ scenario: 'harsh-judge', metric: 'worst', name: 'judge.fn', method: 'focal-prior', label: 'focal' },
  ...{ baseline: 'static prior', crossing },
  points: values.map((value, i) => ({ value, difference: around(0.3 - (0.45 * i) / values.length, 0.1) })),
});

export function judgeAndGold(own: Arm): JudgeAndGold {
  const judge = trajectory(own, 0.95, 30, 'judgeDirect');
  const gold = trajectory(own, 0.7, 14, 'direct');
  const fall = (values: readonly number[]) => values.map((value, t) => value - 0.003 * Math.max(0, t - 50));
  return {
    ...{ arm: own, judge, peak: 50, lost: around(0.3, 0.1) },
    gold: { ...gold, mean: fall(gold.mean), low: fall(gold.low), high: fall(gold.high) },
  };
}

export function returnCorrelations(scenario = 'forgotten-footnote'): ReturnCorrelation[] {
  const roll = dice(23);
  return PREDICTORS.map(({ id, says }) => ({
    ...{ scenario, predictor: id, says, cells: 24 },
    raw: around(1.4 * roll() - 0.6, 0.2),
    normalised: around(1.2 * roll() - 0.6, 0.25),
  }));
}

export const passive = (own: Arm, raw: number): PassiveCorrelation => ({
  ...{
    scenario: own.scenario,
    arm: own,
    horizon: 15,
    raw: around(raw, 0.15),
    normalised: around(raw - 0.5, 0.2),
  },
});

export function rankingChange(own: Arm, size: number): RankingChange {
  return {
    arm: own,
    signFlips: around(0.12 * size, 0.02),
    rankDistance: around(0.2 * size, 0.03),
    topAgreement: around(1 - 0.3 * size, 0.05),
  };
}
