/** One arm with one seed: its rubric and how it is refined, what was measured, and what happened; the GPU is elsewhere. */
import { STANDARD } from '../../lab/language/language.ts';
import type { LabEvent } from '../neighbour.ts';
import type { Answer, Yardsticks } from './answers.ts';
import { pairsFor } from './arms.ts';
import { nameOf } from './criteria.ts';
import { BlindDetector, type Habit } from './detector.ts';
import type { Numbers } from './fields.ts';
import { LASTS, onsetOfBias, onsetOfFall } from './onset.ts';
import { pairKey, type Pair } from './pairs.ts';
import { proposals, type Proposal } from './propose.ts';
import { withCriterion, type Rubric } from './rubric.ts';
import type { SetUp } from './set-ups.ts';

/** What a step measured of a track. */
export interface Measured {
  gold: number;
  proxy: number;
  kl: number;
  biasRate: number;
  /** Answers with the reward that they trained with. */
  answers: readonly (Answer & { reward: number })[];
}

export interface Round {
  step: number;
  pairs: readonly Pair[];
  proposals: readonly Proposal[];
  /** What was added; null where no criterion of the library separates the pairs. */
  added: Proposal | null;
}

export const habitText = ({ where, word }: Habit): string => `${where} "${STANDARD.words[word]}"`;

const two = (value: number): string => value.toFixed(2);

export class TailTrack {
  readonly arm: string;
  readonly seed: number;
  rubric: Rubric;
  paused = false;
  latest: Round | null = null;
  /** What was noticed last, and since when the alarm stands. */
  noticed: { height: number; habit: Habit } | null = null;
  flaggedAt: number | null = null;
  private rounds = 0;
  private readonly used = new Set<string>();
  private readonly detector = new BlindDetector();
  private readonly biasRates: number[] = [];
  private readonly gold: number[] = [];
  private onset: number | null = null;
  private spent = false;
  private readonly setUp: SetUp;
  private readonly numbers: Numbers;

  constructor(arm: string, seed: number, setUp: SetUp, numbers: Numbers) {
    this.arm = arm;
    this.seed = seed;
    this.setUp = setUp;
    this.numbers = numbers;
    this.rubric = setUp.first;
  }

  get yardsticks(): Yardsticks {
    return { rubric: this.rubric, gold: this.setUp.gold, alpha: this.numbers.alpha };
  }

  /** Takes in a step, and refines where it is time to; afterwards `rubric` is what trains the next step. */
  take(step: number, measured: Measured): { values: Record<string, number>; events: LabEvent[] } {
    const { gold, proxy, kl, biasRate, answers } = measured;
    const events: LabEvent[] = [];
    this.biasRates.push(biasRate);
    this.gold.push(gold);
    this.noticed = this.detector.see(
      answers.map(({ prompt, words, reward }) => ({ prompt, words, score: reward })),
    );
    if (this.flaggedAt === null && this.noticed.height >= this.numbers.threshold) {
      this.flaggedAt = step;
      const habit = habitText(this.noticed.habit);
      events.push({
        step,
        kind: 'flagged',
        text: `The blind detector raises the alarm: an answer that ${habit} pays too well.`,
      });
    }
    this.look(events, answers.length);
    if (!this.spent && kl >= this.numbers.klBudget) {
      this.spent = true;
      events.push({
        step,
        kind: 'budget',
        text: `The KL budget of ${this.numbers.klBudget} is spent: ${two(kl)} nats per answer.`,
      });
    }
    if (this.isTime(step)) events.push(...this.refine(step, answers));
    return {
      values: { gold, proxy, divergence: proxy - gold, kl, biasRate, alarm: this.noticed.height },
      events,
    };
  }

  /** Onset is known when it has lasted; it is told then, and dated back. */
  private look(events: LabEvent[], answers: number): void {
    if (this.onset !== null) return;
    const { alpha, drop } = this.numbers;
    const bias = alpha > 0 ? onsetOfBias(this.biasRates, answers) : 'impossible';
    this.onset = bias === 'impossible' ? onsetOfFall(this.gold, drop) : bias;
    if (this.onset === null) return;
    const sign =
      bias === 'impossible'
        ? `gold is more than ${drop} below its best`
        : 'the gimmick is more than three times as frequent as at first';
    events.push({
      step: this.onset,
      kind: 'onset',
      text: `From here on, for ${LASTS} steps at least, ${sign}.`,
    });
  }

  private isTime(step: number): boolean {
    const { every, rounds } = this.numbers;
    return !this.paused && this.arm !== 'never' && step > 0 && step % every === 0 && this.rounds < rounds;
  }

  /** What the arm would look at now; for arms that never look, the pair that "great" would. */
  pairNow(step: number, answers: readonly Answer[]): Round {
    const { tie, pairs: count, weight } = this.numbers;
    const arm = this.arm === 'never' ? 'great' : this.arm;
    const looked = { arm, seed: this.seed, step, answers, tie, pairs: count, used: this.used };
    const pairs = pairsFor({ ...looked, yardsticks: this.yardsticks });
    return { step, pairs, proposals: proposals(pairs, this.rubric, weight), added: null };
  }

  private refine(step: number, answers: readonly Answer[]): LabEvent[] {
    const round = this.pairNow(step, answers);
    if (round.pairs.length === 0) return [];
    this.rounds++;
    for (const pair of round.pairs) this.used.add(pairKey(pair));
    const added = round.proposals[0] ?? null;
    this.latest = { ...round, added };
    if (!added) return [];
    return [this.add(step, added, `it tells the better answers by ${two(added.separation)}`)];
  }

  private add(
    step: number,
    { criterion, weight }: Pick<Proposal, 'criterion' | 'weight'>,
    why: string,
  ): LabEvent {
    const held = this.rubric[criterion] ?? 0;
    this.rubric = withCriterion(this.rubric, criterion, weight);
    const name = nameOf(criterion);
    const what =
      held > 0
        ? `"${name}" weighs ${this.rubric[criterion]} now`
        : `"${name}" comes in with weight ${weight}`;
    return { step, kind: 'refined', text: `${what}: ${why}.` };
  }

  /**
   * A criterion that a person chose; it trains from the next step on.
   *
   * @throws when it is not in the library, or its weight is not allowed
   */
  addByHand(step: number, criterion: string, weight: number): LabEvent {
    return this.add(step, { criterion, weight }, 'chosen by hand');
  }
}
