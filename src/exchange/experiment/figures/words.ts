/** Words that captions share. */
import { counted } from './numbers.ts';

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "8 seeds", or "3 to 8 seeds" where parts have different numbers of them. */
export function seedsOf(data: readonly { n: number }[]): string {
  const counts = data.map(({ n }) => n);
  if (counts.length === 0) return 'no seeds';
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? counted(least, 'seed') : `${least} to ${most} seeds`;
}
