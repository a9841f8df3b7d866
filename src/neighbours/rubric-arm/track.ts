/** One arm with one seed: what it knows of the rubric, round by round, and what that comes to. */
import type { LabEvent } from '../neighbour.ts';
import { cosine, drawRubrics, learntWeights, normalised, qualityOf, type Quality } from './evaluate.ts';
import { chancesOf, meanWeight } from './generator.ts';
import { firstChance, newJudge, positionBias } from './judge.ts';
import { Learner, type Round } from './learner.ts';
import type { Pool } from './pool.ts';
import { PREFERENCES, type Preference } from './preference.ts';
import { isSchedule, type Phase } from './schedule.ts';
import type { LabSettings } from './settings.ts';
import { streamOf } from './streams.ts';

/** Rubrics that a generator is measured by. */
const DRAWN = 12;

/** A rubric as the panel shows it, [K] each. */
export interface View {
  /** Chance of being in, 0 to 1. */
  mask: number[];
  /** Mean weight where it is in, 1 to 3. */
  weight: number[];
  reliability: number[];
  /** All three together, of either sign, sizes summing to 1. */
  learnt: number[];
  positionBias: number;
}

const TURN: Readonly<Record<Phase, string>> = {
  judge: 'The judge learns, the generator is frozen.',
  generator: 'The generator learns, the judge is frozen.',
  both: 'Generator and judge learn at once.',
};

export class Track {
  readonly arm: string;
  readonly seed: number;
  readonly pool: Pool;
  private readonly preference: Preference;
  /** Undefined where the rubric is given. */
  private readonly learner: Learner | undefined;
  private phase: Phase | null = null;
  private quality: Quality | null = null;

  constructor(arm: string, seed: number, pool: Pool, settings: LabSettings) {
    this.arm = arm;
    this.seed = seed;
    this.pool = pool;
    this.preference = PREFERENCES[settings.preference];
    this.learner = isSchedule(arm) ? new Learner(arm, seed, pool.training, settings) : undefined;
  }

  /** A round of learning; an arm with a given rubric has none. */
  learn(step: number): { round: Round | null; events: LabEvent[] } {
    if (!this.learner) return { round: null, events: [] };
    const round = this.learner.round();
    this.quality = null;
    const events = round.phase === this.phase ? [] : [{ step, kind: 'turn', text: TURN[round.phase] }];
    this.phase = round.phase;
    return { round, events };
  }

  /** Weights of either sign, [K]. */
  get weights(): number[] {
    const { learner, preference } = this;
    if (learner) return learntWeights(learner.generator, learner.judge);
    return this.arm === 'true' ? [...preference] : preference.map(() => 1);
  }

  /** On the held-out pairs, by rubrics drawn afresh each round. Whoever is given a rubric has no position bias to be caught by. */
  measured(): Quality {
    return (this.quality ??= this.measure());
  }

  private measure(): Quality {
    const { learner, pool, seed } = this;
    if (learner) {
      const rubrics = drawRubrics(learner.generator, DRAWN, streamOf(seed, 'evaluation', learner.rounds));
      return qualityOf(learner.judge, rubrics, pool.heldOut);
    }
    const [judge, rubric] = this.given();
    return { ...qualityOf(judge, [rubric], pool.heldOut), consistency: NaN };
  }

  /** A judge that reads the given rubric as it is meant, and the sizes of its weights. */
  private given(): [Float64Array, number[]] {
    const { weights } = this;
    const judge = newJudge(weights.length, 0);
    weights.forEach((weight, k) => (judge[k] = weight < 0 ? -1 : 1));
    return [judge, weights.map(Math.abs)];
  }

  get cosine(): number {
    return cosine(this.weights, this.preference);
  }

  view(): View {
    const { learner } = this;
    const learnt = normalised(this.weights);
    if (!learner) {
      const [judge, sizes] = this.given();
      const mask = sizes.map((size) => Number(size > 0));
      return { mask, weight: sizes, reliability: [...judge.slice(0, -1)], learnt, positionBias: 0 };
    }
    const { generator, judge } = learner;
    const chances = chancesOf(generator);
    return {
      mask: [...chances.included],
      weight: learnt.map((_, k) => meanWeight(chances, k)),
      reliability: [...judge.slice(0, -1)],
      learnt,
      positionBias: positionBias(judge),
    };
  }

  /** Chance that the answer with these gaps over the other is called better when it is shown first, over rubrics drawn. */
  verdict(gaps: Float64Array): number {
    const { learner, seed } = this;
    if (!learner) {
      const [judge, rubric] = this.given();
      return firstChance(judge, rubric, gaps);
    }
    const rubrics = drawRubrics(learner.generator, DRAWN, streamOf(seed, 'evaluation', learner.rounds));
    return rubrics.reduce((sum, rubric) => sum + firstChance(learner.judge, rubric, gaps) / DRAWN, 0);
  }
}
