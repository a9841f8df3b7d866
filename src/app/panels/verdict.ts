/** Where another method is ahead of the one in focus, in words; said as plainly as where none is. */
import { unit } from '../format.ts';

/** A metric of all methods, the focus last. */
export interface Compared {
  /** As a sentence names it, e.g. "the worst criterion". */
  name: string;
  means: readonly number[];
}

/**
 * Values that print alike are a tie, whatever lies behind the last digit.
 *
 * @param methods their names, the focus last
 */
export function verdict(methods: readonly string[], metrics: readonly Compared[]): string {
  const focus = methods.length - 1;
  if (focus < 1) return '';
  const leads: string[] = [];
  const ties: string[] = [];
  for (const { name, means } of metrics) {
    const best = means.reduce((top, value, m) => (value > means[top]! ? m : top), focus);
    if (best === focus) continue;
    const [theirs, own] = [unit(means[best]), unit(means[focus])];
    if (theirs !== own)
      leads.push(`On ${name}, ${methods[best]} leads ${methods[focus]}, ${theirs} to ${own}.`);
    else ties.push(`On ${name}, ${methods[best]} and ${methods[focus]} tie at ${own}.`);
  }
  return [...(leads.length > 0 ? leads : [`No other method leads ${methods[focus]} here.`]), ...ties].join(
    ' ',
  );
}
