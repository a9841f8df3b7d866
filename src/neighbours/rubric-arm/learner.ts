/** A generator and a judge that learn from labelled pairs, round by round, by one schedule. */
import { newGenerator } from './generator.ts';
import { newJudge } from './judge.ts';
import { drawBatch, type Pair } from './pairs.ts';
import { phaseAt, type Phase, type Schedule } from './schedule.ts';
import type { LabSettings } from './settings.ts';
import { streamOf } from './streams.ts';
import { generatorUpdate, judgeUpdate } from './updates.ts';

/** What a round did; NaN for the one that did not learn. */
export interface Round {
  phase: Phase;
  generatorVariance: number;
  judgeVariance: number;
  /** Share of the generator's gradient variance that lies between rubrics, 0 to 1. */
  crossShare: number;
}

export class Learner {
  readonly generator: Float64Array;
  readonly judge: Float64Array;
  /** Rounds that were made. */
  rounds = 0;
  private readonly schedule: Schedule;
  private readonly seed: number;
  private readonly pairs: readonly Pair[];
  private readonly settings: LabSettings;

  /** @param pairs those that are learnt from */
  constructor(schedule: Schedule, seed: number, pairs: readonly Pair[], settings: LabSettings) {
    const criteria = pairs[0]!.gaps.length;
    this.generator = newGenerator(criteria);
    this.judge = newJudge(criteria, settings.positionBias);
    this.schedule = schedule;
    this.seed = seed;
    this.pairs = pairs;
    this.settings = settings;
  }

  /** Who learns in the next round. */
  get phase(): Phase {
    return phaseAt(this.schedule, this.rounds, this.settings.turn);
  }

  /**
   * One round on fresh pairs. Both at once share them, half each, so that every schedule spends as many verdicts and
   * moves as far per verdict.
   */
  round(): Round {
    const { phase, seed, rounds, settings, generator, judge } = this;
    const { pairs, group, baseline, generatorRate, judgeRate } = settings;
    const batch = drawBatch(this.pairs, pairs, streamOf(seed, 'pairs', rounds));
    const half = Math.ceil(pairs / 2);
    const sampling = {
      ...{ group, baseline },
      rubrics: streamOf(seed, 'rubrics', rounds),
      verdicts: streamOf(seed, 'verdicts', rounds),
    };
    const forGenerator = phase === 'judge' ? [] : phase === 'both' ? batch.slice(half) : batch;
    const forJudge = phase === 'generator' ? [] : phase === 'both' ? batch.slice(0, half) : batch;
    // Both gradients are of the state before the round.
    const ofGenerator = generatorUpdate(generator, judge, forGenerator, sampling);
    const ofJudge = judgeUpdate(generator, judge, forJudge, sampling);
    move(generator, ofGenerator.gradient, (generatorRate * forGenerator.length) / pairs);
    move(judge, ofJudge.gradient, (judgeRate * forJudge.length) / pairs);
    this.rounds++;
    const { split } = ofGenerator;
    return {
      phase,
      generatorVariance: forGenerator.length > 0 ? ofGenerator.variance : NaN,
      judgeVariance: forJudge.length > 0 ? ofJudge.variance : NaN,
      crossShare: split.rubrics / (split.rubrics + split.verdicts),
    };
  }
}

/** Plain gradient ascent. */
function move(parameters: Float64Array, gradient: Float64Array, rate: number): void {
  gradient.forEach((slope, i) => (parameters[i]! += rate * slope));
}
