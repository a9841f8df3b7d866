/** Which answers to show as examples of what a criterion finds: some that have it beside some that have not. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Preview, PreviewedAnswer } from '../../lab/run/preview.ts';

export interface Example extends PreviewedAnswer {
  found: boolean;
}

/**
 * @param prompt whose answers come first
 * @param count how many, half of them of each sort as far as there are
 */
export function examples(
  { answers }: Preview,
  { kind, polarity }: Pick<Criterion, 'kind' | 'polarity'>,
  prompt: number,
  count = 4,
): Example[] {
  const full = kind === 'hard-rule' ? 1 : 10;
  const from = kind === 'hard-rule' ? 1 : 7;
  const judged = answers
    .filter(({ words }) => words.length > 0)
    .map((answer) => ({
      ...answer,
      found: (polarity === 'negative' ? full - answer.value : answer.value) >= from,
    }))
    .sort((a, b) => Number(b.prompt === prompt) - Number(a.prompt === prompt));
  const [having, lacking] = [judged.filter(({ found }) => found), judged.filter(({ found }) => !found)];
  const half = Math.floor(count / 2);
  const haves = having.slice(0, Math.max(half, count - lacking.length));
  return [...haves, ...lacking.slice(0, count - haves.length)];
}
