/** The figures as the JSON people compare, and as a table. */
import { align } from '../src/experiment/tables/align.ts';
import type { Figures } from './measure.ts';
import type { Startup } from './startup.ts';

const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits));

const byLanes = <Row extends { lanes: number }>(rows: readonly Row[], pick: (row: Row) => number) =>
  Object.fromEntries(rows.map((row) => [row.lanes, rounded(pick(row))]));

/** Ratios above 1 say that fused is faster. */
export function report(figures: Figures, startup: Startup | null) {
  const { steps, jax, rollouts, limit } = figures;
  const single = steps.filter(({ passes }) => passes === 1);
  const double = steps.find(({ passes }) => passes === 2);
  return {
    device: figures.device,
    software: figures.software,
    fused: {
      dispatchesPerStep: single[0]!.fusedDispatches,
      dispatchesPerStepTwoPasses: double?.fusedDispatches ?? null,
      submitsPerStep: single[0]!.fusedSubmits,
      jsMsPerStep: byLanes(single, ({ fusedJsMs }) => fusedJsMs),
    },
    ratio: {
      stepVsOps: byLanes(single, ({ opsMs, fusedMs }) => opsMs / fusedMs),
      stepVsOpsTwoPasses: double ? { [double.lanes]: rounded(double.opsMs / double.fusedMs) } : null,
      jsTimeVsOps: byLanes(single, ({ opsJsMs, fusedJsMs }) => opsJsMs / fusedJsMs),
      rolloutVsOps: byLanes(rollouts, ({ ratio }) => ratio),
      trainVsJaxJs: byLanes(jax, ({ jaxTrainMs, fusedTrainMs }) => jaxTrainMs / fusedTrainMs),
      rolloutVsJaxJs: byLanes(jax, ({ jaxRolloutMs, fusedRolloutMs }) => jaxRolloutMs / fusedRolloutMs),
    },
    limit: {
      shareOfFmaPeak: rounded(limit.training / limit.fmaPeak),
      shareOfMatmulPeak: rounded(limit.training / limit.matmulPeak),
      bestMatmul: limit.bestMatmul,
      gigaflops: {
        fma: rounded(limit.fmaPeak),
        matmul: rounded(limit.matmulPeak),
        training: rounded(limit.training),
      },
    },
    judge: figures.judge.map(({ lanes, criteria, imperfect, ms, typescriptMs, dispatches }) => ({
      lanes,
      criteria,
      imperfect,
      dispatches,
      ms: rounded(ms),
      ratioVsTypeScript: rounded(typescriptMs / ms),
    })),
    startup: startup && { coldMs: Math.round(startup.coldMs), warmMs: Math.round(startup.warmMs) },
    scaling: figures.scaling.map(({ by, at, msPerLane }) => ({
      by,
      at,
      msPerLane: msPerLane.map((ms) => rounded(ms)),
    })),
    measured: { steps, rollouts, jax },
  };
}

export type Report = ReturnType<typeof report>;

const times = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)}x`;

/** @returns what people read: ratios first, then what they were made of */
export function table(figures: Figures, startup: Startup | null): string {
  const { limit } = figures;
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
  const parts = [
    `${figures.device}\n`,
    align([
      [
        'training step',
        'lanes',
        'passes',
        'ops',
        'fused',
        'ratio',
        'JS ops',
        'JS fused',
        'ratio',
        'dispatches',
        'submits',
      ],
      ...figures.steps.map((own) => [
        'fused vs ops',
        String(own.lanes),
        String(own.passes),
        ms(own.opsMs),
        ms(own.fusedMs),
        times(own.opsMs / own.fusedMs),
        ms(own.opsJsMs),
        ms(own.fusedJsMs),
        times(own.opsJsMs / own.fusedJsMs),
        `${own.opsDispatches} / ${own.fusedDispatches}`,
        `${own.opsSubmits} / ${own.fusedSubmits}`,
      ]),
    ]),
    align([
      ['rollout', 'lanes', 'ops tokens/s', 'fused tokens/s', 'ratio'],
      ...figures.rollouts.map((own) => [
        'fused vs ops',
        String(own.lanes),
        own.opsTokensPerSecond.toFixed(0),
        own.fusedTokensPerSecond.toFixed(0),
        times(own.ratio),
      ]),
    ]),
    align([
      [
        'fused vs jax-js',
        'lanes',
        'train jax-js',
        'train fused',
        'ratio',
        'rollout jax-js',
        'rollout fused',
        'ratio',
      ],
      ...figures.jax.map((own) => [
        'same losses',
        String(own.lanes),
        ms(own.jaxTrainMs),
        ms(own.fusedTrainMs),
        times(own.jaxTrainMs / own.fusedTrainMs),
        ms(own.jaxRolloutMs),
        ms(own.fusedRolloutMs),
        times(own.jaxRolloutMs / own.fusedRolloutMs),
      ]),
    ]),
    `Limit: training ${limit.training.toFixed(2)} GFLOP/s, ` +
      `${((100 * limit.training) / limit.matmulPeak).toFixed(0)} % of the best matmul ` +
      `(${limit.bestMatmul}, ${limit.matmulPeak.toFixed(2)}), ` +
      `${((100 * limit.training) / limit.fmaPeak).toFixed(1)} % of multiply-adds in registers (${limit.fmaPeak.toFixed(1)}).`,
    align([
      ['judge', 'lanes', 'criteria', 'TypeScript', 'kernel', 'ratio', 'dispatches'],
      ...figures.judge.map((own) => [
        own.imperfect ? 'every imperfection' : 'honest',
        String(own.lanes),
        String(own.criteria),
        ms(own.typescriptMs),
        ms(own.ms),
        times(own.typescriptMs / own.ms),
        String(own.dispatches),
      ]),
    ]),
    align(
      figures.scaling.map(({ by, at, msPerLane }) => [
        `ms per lane by ${by}`,
        at.map((value, i) => `${value}: ${msPerLane[i]!.toFixed(1)}`).join('   '),
      ]),
    ),
  ];
  if (startup)
    parts.push(`Page load to first training step: ${ms(startup.coldMs)} cold, ${ms(startup.warmMs)} warm.`);
  return parts.join('\n\n');
}
