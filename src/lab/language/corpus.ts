/**
 * The template corpus a base policy is warm-started on; its mixture sets how often each criterion is
 * already met before training (the base rates). It stands for supervised fine-tuning data.
 */
import { PURPOSE, uniformStream } from '../random/draw.ts';
import { TOPICS } from './topics.ts';
import { END, idsOf } from './words.ts';

/** Probabilities that shape an answer; each in [0,1]. */
export interface Mixture {
  /** Opens with a greeting. */
  greeting: number;
  /** Contains a forbidden word. */
  forbidden: number;
  /** Ends with a polite word. */
  polite: number;
  /** One of its own facts is followed at once by a citation. */
  citation: number;
  /** One of its own facts is preceded at once by a hedge. */
  hedge: number;
  /** Probability of telling 0, 1, 2, 3 distinct facts of its own topic; sums to 1. */
  facts: readonly [number, number, number, number];
  /** Probability of 0, 1, 2 words about another topic; sums to 1. */
  offTopic: readonly [number, number, number];
  /** Chance of a filler, marker or comma after a clause. */
  filler: number;
  /** What is otherwise in answers to single topics, in their order; null: nothing. */
  topics?: readonly (Partial<Shares> | null)[] | undefined;
}

type Shares = Omit<Mixture, 'topics'>;

/** One supervised example: a prompt and its answer, END included. */
export interface Example {
  prompt: number;
  tokens: number[];
}

/** Index drawn from a discrete distribution given as probabilities. */
function choose(probabilities: readonly number[], draw: number): number {
  let rest = draw;
  for (let index = 0; index < probabilities.length - 1; index++) {
    rest -= probabilities[index]!;
    if (rest < 0) return index;
  }
  return probabilities.length - 1;
}

/**
 * An endless, seeded source of examples.
 *
 * @param mixture probabilities of the answer's parts
 * @param maxTokens longest answer, END included; clauses and fillers are left out when it would be exceeded; at least 3
 */
export function corpus(mixture: Mixture, seed: number, maxTokens: number): () => Example {
  const next = uniformStream(seed, PURPOSE.corpus);
  const happens = (probability: number) => next() < probability;
  const pick = (ids: readonly number[]) => ids[Math.floor(next() * ids.length)]!;
  const looseWords = [...idsOf('filler'), ...idsOf('marker'), ...idsOf('punctuation')];

  const ofTopic = TOPICS.map((_, topic): Shares => ({ ...mixture, ...mixture.topics?.[topic] }));

  return () => {
    const prompt = Math.floor(next() * TOPICS.length);
    const own = ofTopic[prompt]!;
    /** Citation or hedge rates are per answer, but need a fact to stand beside. */
    const someFact = 1 - own.facts[0];
    const other = (prompt + 1 + Math.floor(next() * (TOPICS.length - 1))) % TOPICS.length;
    const facts = shuffle(idsOf('fact', prompt), next).slice(0, choose(own.facts, next()));
    const cited = facts.length > 0 && happens(own.citation / someFact) ? pick(facts) : -1;
    const hedged = facts.length > 0 && happens(own.hedge / someFact) ? pick(facts) : -1;

    const clauses = facts.map((fact) => [
      pick(idsOf('topic', prompt)),
      ...(fact === hedged ? [pick(idsOf('hedge'))] : []),
      fact,
      ...(fact === cited ? [pick(idsOf('citation'))] : []),
    ]);
    if (clauses.length === 0) clauses.push([pick(idsOf('topic', prompt))]);
    const strays = choose(own.offTopic, next());
    if (strays > 0) {
      const stray = [pick(idsOf('topic', other)), ...(strays > 1 ? [pick(idsOf('fact', other))] : [])];
      clauses.splice(Math.floor(next() * (clauses.length + 1)), 0, stray);
    }
    if (happens(own.forbidden)) pickClause(clauses, next).push(pick(idsOf('forbidden')));

    const opening = happens(own.greeting) ? [pick(idsOf('greeting'))] : [];
    const closing = happens(own.polite) ? [pick(idsOf('polite'))] : [];
    const room = Math.max(0, maxTokens - 1 - opening.length - closing.length);
    while (clauses.length > 0 && clauses.flat().length > room) clauses.pop();
    let spare = maxTokens - 1 - opening.length - closing.length - clauses.flat().length;
    const middle = clauses.flatMap((clause) => {
      if (spare <= 0 || !happens(own.filler)) return clause;
      spare--;
      return [...clause, pick(looseWords)];
    });
    return { prompt, tokens: [...opening, ...middle, ...closing, END] };
  };
}

function pickClause(clauses: number[][], next: () => number): number[] {
  return clauses[Math.floor(next() * clauses.length)]!;
}

/** A new array in random order (Fisher-Yates). */
function shuffle<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
