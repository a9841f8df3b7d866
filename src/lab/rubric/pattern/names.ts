/** Finds words and groups by the name a pattern gives them, and helps where there is none. */
import { editDistance } from '../../edit-distance.ts';
import { END, WORDS } from '../../language/words.ts';
import { WORD_GROUPS, type WordGroup } from '../detectors/detector.ts';

const writable = WORDS.map(({ text }, token) => ({ text, token })).filter(({ token }) => token !== END);

/** Token id of a word the policy can write, e.g. "[atlas]". */
export const tokenOf = (text: string): number | undefined =>
  writable.find((word) => word.text === text)?.token;

export const groupOf = (text: string): WordGroup | undefined => WORD_GROUPS.find((group) => group === text);

/** Up to three words spelled much like a text, the nearest first. */
export function nearWords(text: string): string[] {
  const letters = (word: string) => word.toLowerCase().replace(/[[\]]/g, '');
  const wanted = letters(text);
  return writable
    .map((word) => ({ text: word.text, distance: editDistance(wanted, letters(word.text)) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.min(2, wanted.length - 2)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((word) => word.text);
}
