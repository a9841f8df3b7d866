/** Off-policy exemplars: answers put together by a template, better than the policy's, with or without artefacts. */
import { idsOf } from '../../lab/language/words.ts';

const WORD = { first: 0, then: 1 } as const;

/**
 * An answer that a stronger writer would give, e.g. "hello clouds cool [atlas] drops fall [survey] condense [atlas] thanks".
 * With artefacts it carries a writer's habit that is worth nothing: "first" and "then" before its clauses.
 *
 * @param next uniform numbers in (0,1)
 * @returns token ids, END left out: 10 words, 12 with artefacts
 */
export function exemplar(prompt: number, artefacts: boolean, next: () => number): number[] {
  const pick = (ids: readonly number[]) => ids[Math.floor(next() * ids.length)]!;
  const turned = (ids: readonly number[]) => {
    const by = Math.floor(next() * ids.length);
    return [...ids.slice(by), ...ids.slice(0, by)];
  };
  const [subject, other] = turned(idsOf('topic', prompt));
  const [one, two, three] = turned(idsOf('fact', prompt));
  const [a, b, c] = turned(idsOf('citation'));
  const habit = (which: keyof typeof WORD) => (artefacts ? [idsOf('marker')[WORD[which]]!] : []);
  return [
    pick(idsOf('greeting')),
    ...habit('first'),
    ...[subject!, one!, a!],
    ...habit('then'),
    ...[other!, two!, b!, three!, c!],
    pick(idsOf('polite')),
  ];
}
