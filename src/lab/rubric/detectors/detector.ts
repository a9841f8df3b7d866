/** What every detector is: a rule that reads one answer and points at the words behind its finding. */
import * as v from 'valibot';
import { WORDS, type WordClass } from '../../language/words.ts';

/** A class of words as a rubric names it; "own" and "other" are relative to the prompt's topic. */
export const WORD_GROUPS = [
  'greeting',
  'topic',
  'own-topic',
  'other-topic',
  'fact',
  'own-fact',
  'other-fact',
  'citation',
  'hedge',
  'polite',
  'forbidden',
  'marker',
  'punctuation',
  'filler',
] as const;

export type WordGroup = (typeof WORD_GROUPS)[number];

export const wordGroup = v.picklist(WORD_GROUPS);

/** Whether a token belongs to a group, seen from a prompt. */
export function inGroup(token: number, group: WordGroup, prompt: number): boolean {
  const word = WORDS[token];
  if (!word) return false;
  const own = word.topic === prompt;
  const relative = /^(own|other)-(.*)$/.exec(group);
  if (!relative) return word.class === group;
  return word.class === (relative[2] as WordClass) && (relative[1] === 'own' ? own : !own);
}

/** What a detector found in one answer. */
export interface Finding {
  /** How far the requirement is met, 0 to 1; a Hard Rule uses only 0 and 1. */
  degree: number;
  /** Positions of the words that decided, e.g. [3, 4] for a cited fact. */
  evidence: number[];
}

/** The settings of a detector: a strict object whose `type` names the detector. */
export type SettingsSchema = v.StrictObjectSchema<
  { readonly type: v.LiteralSchema<string, undefined> } & v.ObjectEntries,
  undefined
>;

/** One detector; its settings are what a rubric writes down. */
export interface Detector<Schema extends SettingsSchema> {
  schema: Schema;
  /** One plain sentence about these settings, e.g. "The first word is a greeting." */
  describe(settings: v.InferOutput<Schema>): string;
  /**
   * @param words token ids of the answer, END left out
   * @param prompt index of the prompt it answers
   */
  detect(words: readonly number[], prompt: number, settings: v.InferOutput<Schema>): Finding;
  /** The settings as whole numbers, in the order in which `wgsl` reads them. */
  encode(settings: v.InferOutput<Schema>): number[];
  /**
   * The same rule in WGSL: the body of a function that returns the degree as a fraction, vec2(part, whole).
   * It may call `words()` (how many), `word(i)`, `in_group(word, group)` and `setting(i)`.
   */
  wgsl: string;
}

/** A group as a setting. */
export const groupNumber = (group: WordGroup): number => WORD_GROUPS.indexOf(group);

/** For every prompt and token, the groups it belongs to: bit g for group g. [prompts * tokens] */
export function groupMasks(prompts: number, tokens: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: prompts * tokens }, (_, i) =>
    WORD_GROUPS.reduce(
      (mask, group, bit) => (inGroup(i % tokens, group, Math.floor(i / tokens)) ? mask | (1 << bit) : mask),
      0,
    ),
  );
}

/** Names a group in a sentence, e.g. "own-fact" -> "fact of its own topic". */
export function groupName(group: WordGroup): string {
  const relative = /^(own|other)-(.*)$/.exec(group);
  if (!relative) return group === 'topic' ? 'topic word' : group;
  const noun = relative[2] === 'topic' ? 'topic word' : relative[2];
  return `${noun} of ${relative[1] === 'own' ? 'its own' : 'another'} topic`;
}

/** "a citation", "an own..." : the indefinite article before a phrase. */
export const withArticle = (phrase: string): string => `${/^[aeiou]/.test(phrase) ? 'an' : 'a'} ${phrase}`;
