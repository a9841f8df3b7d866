/** How long answers of a real model may be. */
import { languageOf } from '../../lab/language/language.ts';
import { usesDetectors } from './judged.ts';
import type { StackLab } from './lab.ts';

/** A real tokeniser takes several tokens to a word of the toy language, e.g. four to "[almanac]". */
const LEAST_PER_WORD = 4;
const CHARACTERS_PER_TOKEN = 2;
/** Where a judge reads, and nothing limits the words. */
const JUDGED = 512;

export function answerTokens(lab: StackLab): number {
  if (!usesDetectors(lab)) return JUDGED;
  const longest = Math.max(...languageOf(lab.language).words.map((word) => word.length));
  const perWord = Math.max(LEAST_PER_WORD, Math.ceil(longest / CHARACTERS_PER_TOKEN));
  return perWord * lab.training.maxCompletionLength;
}
