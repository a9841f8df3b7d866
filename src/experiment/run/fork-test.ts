/**
 * The causal test of whether saturation predicts return (design.md 2a): a static-uniform run is forked, one fork
 * for each criterion with its weight multiplied and one with nothing favoured, and all go on with the same random
 * numbers. What a criterion gained by being favoured is held against what each estimator promised before.
 */
import type { LaneState } from '../../lab/engine/engine.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { Lanes, laneTraining, type LanePlan } from '../../lab/run/lanes.ts';
import type { Scenario, Training } from '../../lab/run/scenario.ts';
import type { Design, ForkTestDesign } from '../design/design.ts';
import { freshSample } from './fresh-sample.ts';
import type { ForkResult } from './fork-result.ts';
import { inParts } from './in-parts.ts';
import type { Laboratory } from './laboratory.ts';
import { predictions } from './predict.ts';
import type { Reporter } from './runs.ts';

/** Criteria that a fork can favour. */
const favourable = (rubric: readonly Criterion[]): Criterion[] => rubric.filter(({ active }) => active);

/** Equal weights; one of them multiplied. The method normalises them. */
const favouring = (rubric: readonly Criterion[], favoured: string | null, factor: number): Criterion[] =>
  rubric.map(({ promptWeights: _, ...criterion }) => ({
    ...criterion,
    weight: criterion.id === favoured ? factor : 1,
  }));

/** Work of the test on so many seeds, as `Reporter.stepped` counts it: lanes times steps times rollouts a prompt. */
export function forkTestWork(design: Design, scenario: Scenario, seeds: number): number {
  const { checkpoints, horizon, rollouts } = design.forkTest!;
  const { numGenerations } = laneTraining({ scenario, training: design.training });
  const forks = checkpoints.length * (1 + favourable(scenario.rubric).length);
  return (
    seeds *
    (Math.max(...checkpoints) * numGenerations +
      checkpoints.length * rollouts +
      forks * (horizon * numGenerations + rollouts))
  );
}

/** Lanes that a seed's forks take at once. */
export const forkLanes = ({ checkpoints }: ForkTestDesign, { rubric }: Scenario): number =>
  checkpoints.length * (1 + favourable(rubric).length);

/** @returns a result per seed, checkpoint and criterion; null where `goOn` said no */
export async function forkTest(
  design: Design,
  scenario: Scenario,
  seeds: readonly number[],
  laboratory: Laboratory,
  reporter: Reporter,
): Promise<ForkResult[] | null> {
  const { checkpoints, horizon, factor, rollouts } = design.forkTest!;
  const what = `fork test of ${scenario.id}, ${seeds.length === 1 ? `seed ${seeds[0]!}` : `seeds ${seeds[0]!} to ${seeds.at(-1)!}`}`;
  const base = await laboratory.basePolicy(scenario);
  const training: Partial<Training> = { ...design.training };
  const { numGenerations } = laneTraining({ scenario, training });
  const plan = (seed: number): LanePlan => ({
    ...{ scenario, training, seed, base, method: 'static-prior', parameters: design.parameters },
    rubric: favouring(scenario.rubric, null, factor),
  });

  /** Takes steps; at some of them, `at` looks at what the lanes carry. */
  const train = async (
    plans: readonly LanePlan[],
    steps: number,
    at: (step: number) => boolean,
    look: (states: LaneState[], records: readonly (readonly StepRecord[])[], step: number) => void,
  ): Promise<boolean> => {
    const lanes = await Lanes.open(plans, laboratory.makeEngine);
    try {
      for (;;) {
        if (at(lanes.steps)) {
          await lanes.settle();
          look((await lanes.snapshot()).lanes, lanes.records, lanes.steps);
        }
        if (lanes.steps === steps) return true;
        if (!(await reporter.goOn())) return false;
        await lanes.advance();
        reporter.stepped(plans.length, numGenerations, what);
      }
    } finally {
      lanes.dispose();
    }
  };

  /** A seed at a checkpoint. */
  interface Stand {
    seed: number;
    checkpoint: number;
    state: LaneState;
    past: readonly StepRecord[];
  }
  const stands: Stand[] = [];
  const steps = Math.max(...checkpoints);
  const trained = await train(
    seeds.map(plan),
    steps,
    (step) => checkpoints.includes(step),
    (states, records, checkpoint) =>
      seeds.forEach((seed, lane) =>
        stands.push({ seed, checkpoint, state: states[lane]!, past: [...records[lane]!] }),
      ),
  );
  if (!trained) return null;
  const before = await freshSample(
    stands.map(({ seed, state }) => ({ ...plan(seed), from: state })),
    rollouts,
    laboratory,
  );
  reporter.stepped(stands.length, rollouts, what);

  const favoured = favourable(scenario.rubric).map(({ id }) => id);
  const forks = stands.flatMap(({ seed, state }) =>
    [null, ...favoured].map((id) => ({
      ...plan(seed),
      rubric: favouring(scenario.rubric, id, factor),
      from: state,
    })),
  );
  const ends = await inParts(forks, laboratory.mostLanes(scenario, numGenerations), async (part) => {
    let states: LaneState[] = [];
    const done = await train(
      part,
      horizon,
      (step) => step === horizon,
      (reached) => (states = reached),
    );
    return done ? states : null;
  });
  if (!ends) return null;
  const after = await freshSample(
    forks.map((fork, lane) => ({ ...fork, from: ends[lane]! })),
    rollouts,
    laboratory,
  );
  reporter.stepped(forks.length, rollouts, what);

  const place = new Map(scenario.rubric.map(({ id }, k) => [id, k]));
  return stands.flatMap(({ seed, checkpoint, past }, s) => {
    const first = s * (1 + favoured.length);
    const untouched = after[first]!.gold();
    const promised = predictions(before[s]!, past, scenario.rubric, { numGenerations, lag: horizon });
    const baseline = before[s]!.gold('second half');
    return favoured.map((criterion, i) => {
      const later = after[first + 1 + i]!.gold();
      const k = place.get(criterion)!;
      const gained = later.map((score, j) => score - untouched[j]!);
      const all = favoured.reduce((sum, id) => sum + gained[place.get(id)!]!, 0);
      return {
        ...{ scenario: scenario.id, seed, checkpoint, criterion },
        predicted: promised[k]!,
        baseline: baseline[k]!,
        gain: gained[k]!,
        sideEffect: all - gained[k]!,
        passiveGain: untouched[k]! - baseline[k]!,
      };
    });
  });
}
