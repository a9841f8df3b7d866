/** Pairs of answers of which gold prefers one: what a refinement looks at. */
import { WORDS } from '../../lab/language/words.ts';
import type { Answer } from './answers.ts';

export interface Pair {
  /** By gold, which stands for the paper's preferences. */
  better: Answer;
  worse: Answer;
}

/** Gold scores that differ by less are alike. */
const ALIKE = 0.02;

export const pairKey = ({ better, worse }: Pair): string => `${better.prompt}|${better.text}|${worse.text}`;

/** The pair of two answers to one prompt; null where gold does not prefer either, or it was used before. */
function pairOf(a: Answer, b: Answer, used: ReadonlySet<string>): Pair | null {
  if (Math.abs(a.gold - b.gold) < ALIKE) return null;
  const pair = a.gold > b.gold ? { better: a, worse: b } : { better: b, worse: a };
  return used.has(pairKey(pair)) ? null : pair;
}

const byPrompt = (answers: readonly Answer[]): Answer[][] => {
  const groups = new Map<number, Answer[]>();
  for (const answer of answers) groups.set(answer.prompt, [...(groups.get(answer.prompt) ?? []), answer]);
  return [...groups.values()];
};

/** Each text once, the best by the rubric first. */
const ranked = (group: readonly Answer[]): Answer[] =>
  [...new Map(group.map((answer) => [answer.text, answer])).values()].sort(
    (a, b) => b.proxy - a.proxy || (a.text < b.text ? -1 : 1),
  );

/**
 * Pairs among the best answers of each prompt that (nearly) tie under the rubric, the best and the most different by
 * gold first.
 *
 * @param tie how far below the prompt's best an answer may score
 */
export function greatPairs(answers: readonly Answer[], tie: number, used: ReadonlySet<string>): Pair[] {
  const pairs = byPrompt(answers).flatMap((group) => {
    const best = ranked(group);
    const top = best.filter(({ proxy }) => proxy >= best[0]!.proxy - tie - 1e-9);
    return top.flatMap((a, i) => top.slice(i + 1).flatMap((b) => pairOf(a, b, used) ?? []));
  });
  const score = ({ better, worse }: Pair) => Math.round(1e4 * (better.proxy + worse.proxy));
  const gap = ({ better, worse }: Pair) => better.gold - worse.gold;
  return pairs.sort((a, b) => score(b) - score(a) || gap(b) - gap(a) || (pairKey(a) < pairKey(b) ? -1 : 1));
}

/** What a word is to its prompt: topic words and facts by whose they are, so that two topics alone are no diversity. */
function roles({ words, prompt }: Answer): Set<string> {
  return new Set(
    words.map((id) => {
      const word = WORDS[id]!;
      return word.topic < 0 ? word.text : `${word.class} ${word.topic === prompt ? 'own' : 'other'}`;
    }),
  );
}

/** 1 less the share of words that two pairs have in common (Jaccard distance), 0 to 1. */
export function distance(a: Pair, b: Pair): number {
  const [left, right] = [a, b].map(({ better, worse }) => new Set([...roles(better), ...roles(worse)]));
  const all = new Set([...left!, ...right!]).size;
  const common = [...left!].filter((word) => right!.has(word)).length;
  return all === 0 ? 0 : 1 - common / all;
}

/**
 * Up to `count` great pairs of different questions: the best, then always the one farthest in words from those taken.
 *
 * @param great the best first; of each question the first is taken into account
 */
export function diversePairs(great: readonly Pair[], count: number): Pair[] {
  const ofPrompt = new Map<number, Pair>();
  for (const pair of great) if (!ofPrompt.has(pair.better.prompt)) ofPrompt.set(pair.better.prompt, pair);
  let rest = [...ofPrompt.values()];
  const taken: Pair[] = [];
  while (taken.length < count && rest.length > 0) {
    const far = (pair: Pair) => Math.min(...taken.map((other) => distance(pair, other)));
    const next =
      taken.length === 0 ? rest[0]! : rest.reduce((best, pair) => (far(pair) > far(best) ? pair : best));
    taken.push(next);
    rest = rest.filter((pair) => pair !== next);
  }
  return taken;
}

/** A pair of any two answers to any prompt; null where so many tries found none that gold tells apart. */
export function randomPair(
  answers: readonly Answer[],
  used: ReadonlySet<string>,
  next: () => number,
): Pair | null {
  const groups = byPrompt(answers);
  for (let tries = 0; tries < 200; tries++) {
    const group = groups[Math.floor(next() * groups.length)]!;
    const [a, b] = [0, 1].map(() => group[Math.floor(next() * group.length)]!);
    const pair = pairOf(a!, b!, used);
    if (pair) return pair;
  }
  return null;
}

/** Each exemplar beside the answer to its prompt that the rubric likes best; only where gold likes the exemplar better. */
export function exemplarPairs(
  answers: readonly Answer[],
  exemplars: readonly Answer[],
  count: number,
  used: ReadonlySet<string>,
): Pair[] {
  const groups = byPrompt(answers);
  return exemplars
    .flatMap((exemplar) => {
      const own = groups.find(([first]) => first!.prompt === exemplar.prompt);
      const pair = own ? pairOf(exemplar, ranked(own)[0]!, used) : null;
      return pair?.better === exemplar ? [pair] : [];
    })
    .slice(0, count);
}
