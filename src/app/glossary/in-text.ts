/** Finds words in a sentence that the glossary explains. */

/** What a sentence about a run says, and the term behind it. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/\bentropy\b/, 'entropy'],
  [/\bKL\b/, 'kl'],
  [/\bGradient norm\b/, 'gradient'],
  [/\bclipped\b/, 'clip'],
  [/\badvantage\b/, 'advantage'],
  [/\b(?:every group|\d+ of \d+ groups)(?= can teach)/, 'silent'],
  [/\bWeight is not influence\b/, 'effort'],
];

export interface Part {
  text: string;
  /** Id of the term that the part is a word of. */
  term?: string;
}

/** The sentence in parts; each term's first mention only. */
export function termsIn(sentence: string): Part[] {
  const found = SAID.flatMap(([pattern, term]) => {
    const match = pattern.exec(sentence);
    return match ? [{ at: match.index, text: match[0], term }] : [];
  }).sort((a, b) => a.at - b.at);
  const parts: Part[] = [];
  let from = 0;
  for (const { at, text, term } of found) {
    if (at > from) parts.push({ text: sentence.slice(from, at) });
    parts.push({ text, term });
    from = at + text.length;
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from) });
  return parts;
}
