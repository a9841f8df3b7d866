/** Verdicts of a verifiers criterion, ordered worst to best: what they say of its kind and polarity. */
import type { Criterion } from '../../lab/rubric/criterion.ts';

const YES_IS_BEST = ['no', 'yes'];
const POINTS = Array.from({ length: 11 }, (_, points) => String(points));

export const kindOf = (choices: readonly string[]): Criterion['kind'] =>
  choices.length === 2 ? 'hard-rule' : 'principle';

/** Negative where "yes" is the worst, or the highest number: then the text tells a fault. */
export function polarityOf(choices: readonly string[]): Criterion['polarity'] {
  const words = choices.map((choice) => choice.trim().toLowerCase());
  const numbers = words.map((word) => (/^-?\d+(\.\d+)?$/.test(word) ? Number(word) : NaN));
  const falling = numbers.every(
    (number, i) => !Number.isNaN(number) && (i === 0 || number < numbers[i - 1]!),
  );
  return falling || (words.length === 2 && words[0] === 'yes' && words[1] === 'no') ? 'negative' : 'positive';
}

/**
 * The verdicts to write for a criterion: its own where they fit its kind, turned round where that gives its
 * polarity; else no and yes, or 0 to 10.
 */
export function choicesOf({
  kind,
  polarity,
  choices,
}: Pick<Criterion, 'kind' | 'polarity' | 'choices'>): string[] {
  const differ = choices && new Set(choices).size === choices.length;
  const own = differ && kindOf(choices) === kind ? choices : kind === 'hard-rule' ? YES_IS_BEST : POINTS;
  const turned = own.toReversed();
  return polarityOf(own) !== polarity && polarityOf(turned) === polarity ? turned : [...own];
}
