/** What is compared: where the pairs come from that a rubric is refined with. */
import { uniformStream } from '../../lab/random/draw.ts';
import type { Arm } from '../neighbour.ts';
import { judged, type Answer, type Yardsticks } from './answers.ts';
import { exemplar } from './exemplars.ts';
import { diversePairs, exemplarPairs, greatPairs, randomPair, type Pair } from './pairs.ts';

export const arms: readonly Arm[] = [
  { id: 'never', name: 'never refined', idea: 'The first rubric trains to the end.' },
  { id: 'great', name: 'great pair', idea: 'One pair: two of the best answers, which tie under the rubric.' },
  {
    id: 'diverse',
    name: 'great, diverse',
    idea: 'Several such pairs, chosen to differ from each other in their words.',
  },
  { id: 'random', name: 'random pair', idea: 'One pair of any two answers to a question.' },
  {
    id: 'exemplars',
    name: 'exemplars',
    idea: 'Several pairs: an answer from a better writer beside the policy’s best.',
  },
  {
    id: 'artefacts',
    name: 'exemplars, artefacts',
    idea: 'The same, and the better writer has a habit that is worth nothing: "first" and "then".',
  },
];

export const ARM_IDS: readonly string[] = arms.map(({ id }) => id);

/** Streams of random numbers of this lab; other streams of a seed have small numbers. */
const PAIRS_PURPOSE = 0x7a11;

export interface Looked {
  arm: string;
  seed: number;
  step: number;
  answers: readonly Answer[];
  yardsticks: Yardsticks;
  tie: number;
  pairs: number;
  /** Keys of pairs that were used before. */
  used: ReadonlySet<string>;
}

/** The pairs that an arm would refine with now, by gold the better one first; none where it finds none, or never looks. */
export function pairsFor({ arm, seed, step, answers, yardsticks, tie, pairs, used }: Looked): Pair[] {
  const next = uniformStream(seed, PAIRS_PURPOSE, step);
  switch (arm) {
    case 'never':
      return [];
    case 'great':
      return greatPairs(answers, tie, used).slice(0, 1);
    case 'diverse':
      return diversePairs(greatPairs(answers, tie, used), pairs);
    case 'random': {
      const pair = randomPair(answers, used, next);
      return pair ? [pair] : [];
    }
    case 'exemplars':
    case 'artefacts': {
      const prompts = [...new Set(answers.map(({ prompt }) => prompt))];
      // Another question goes first every time, so that all come to speak.
      const first = Math.floor(next() * prompts.length);
      const turned = [...prompts.slice(first), ...prompts.slice(0, first)];
      const written = turned.map((prompt) =>
        judged(exemplar(prompt, arm === 'artefacts', next), prompt, yardsticks),
      );
      return exemplarPairs(answers, written, pairs, used);
    }
    default:
      throw new Error(`There is no arm "${arm.slice(0, 40)}"; there are ${ARM_IDS.join(', ')}.`);
  }
}

/** As people read it; an arm that there is not is called by its id. */
export const armName = (id: string): string => arms.find((arm) => arm.id === id)?.name ?? id;
