/** How well some typed letters fit words: from 0, not at all, to 1. */

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether the letters come in this order, and how tightly: 1 when next to one another. */
function inOrder(letters: string, text: string): number {
  let first = -1;
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  return letters.length / (at - first + 1);
}

/**
 * Every typed word has to be found: best as the beginning of a word of the label, then inside it or as its
 * letters in order, then in what else is said of it.
 *
 * @param more further words, e.g. the explanation
 */
export function fuzzy(query: string, label: string, more = ''): number {
  const typed = words(query);
  if (typed.length === 0) return 1;
  const own = words(label);
  const others = words(more);
  const scores = typed.map((part) => {
    if (own.includes(part)) return 1;
    if (own.some((word) => word.startsWith(part))) return 0.9;
    if (own.some((word) => word.includes(part))) return 0.7;
    // A single letter is in nearly every word.
    const loose = part.length > 1 ? inOrder(part, own.join('')) : 0;
    if (loose > 0.3) return 0.3 + 0.3 * loose;
    return others.some((word) => word.startsWith(part)) ? 0.25 : 0;
  });
  if (scores.includes(0)) return 0;
  return scores.reduce((a, b) => a + b, 0) / scores.length;
}
