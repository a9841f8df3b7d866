/** Where other methods are ahead of the one in focus, in words; said as plainly as where none is. */
import { unit } from '../format.ts';

/** A metric of all methods, the focus last. */
export interface Compared {
  name: string;
  means: readonly number[];
}

/**
 * One sentence, e.g. "Static uniform leads focal on strict (.94 to .90), static prior on direct (.98 to .97)."
 * Values that print alike are a tie, whatever lies behind the last digit.
 *
 * @param methods their names, the focus last
 */
export function verdict(methods: readonly string[], metrics: readonly Compared[]): string {
  const focus = methods.length - 1;
  if (focus < 1) return '';
  const leads = new Map<number, string[]>();
  for (const { name, means } of metrics) {
    const best = means.reduce((top, value, m) => (value > means[top]! ? m : top), focus);
    const [theirs, own] = [unit(means[best]), unit(means[focus])];
    if (best !== focus && theirs !== own)
      leads.set(best, [...(leads.get(best) ?? []), `${name} (${theirs} to ${own})`]);
  }
  if (leads.size === 0) return `No other method leads ${methods[focus]} here.`;
  const parts = [...leads].map(
    ([leader, places], i) =>
      `${methods[leader]}${i === 0 ? ` leads ${methods[focus]}` : ''} on ${listed(places)}`,
  );
  const sentence = parts.join('; ');
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
