/** What every detector is: a rule that reads one answer and points at the words behind its finding. */
import * as v from 'valibot';
import type { Language } from '../../language/language.ts';
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
  /** How far the requirement is met, 0 to 1; a Hard Rule asks for 1. */
  degree: number;
  /** Positions of the words that decided, rising, e.g. [3, 4] for a cited fact. */
  evidence: number[];
}

/** The settings of a detector: a strict object whose `type` names the detector. */
export type SettingsSchema = v.StrictObjectSchema<
  { readonly type: v.LiteralSchema<string, undefined> } & v.ObjectEntries,
  undefined
>;

/** How one setting is edited; `key` is its name in the settings. */
export type Field = { key: string; label: string; explain: string } & (
  | { input: 'group' }
  | { input: 'number'; min: number; max: number }
  | { input: 'choice'; options: readonly { value: string; label: string }[] }
  /** A list of groups in order. */
  | { input: 'groups'; min: number; max: number }
  /** One group per prompt, or null for prompts that ask for nothing. */
  | { input: 'group-per-prompt' }
  | { input: 'pattern' }
);

/** Settings to try where the text of a criterion contains one of these words. */
export interface Suggestion<Settings> {
  /** Matched against the lower-cased text, e.g. /\bgreet|\bhello\b/. */
  when: RegExp;
  settings: Settings;
}

/** Whether evidence is what is right with an answer or what is wrong with it. */
export type EvidenceKind = 'for' | 'against';

/** One detector; its settings are what a rubric writes down. */
export interface Detector<Schema extends SettingsSchema> {
  schema: Schema;
  /** What a menu calls it, e.g. "Starts with". */
  name: string;
  /** What it starts from when somebody chooses it. */
  fresh: v.InferOutput<Schema>;
  fields: readonly Field[];
  /** What in a criterion's text hints at it, the surest first. */
  suggestions: readonly Suggestion<v.InferOutput<Schema>>[];
  /** Of its evidence; a function where the settings decide. `evidenceKind` in `index.ts` answers either way. */
  evidence: EvidenceKind | ((settings: v.InferOutput<Schema>) => EvidenceKind);
  /** Whether an answer can meet these settings in part; never, if left out. */
  graded?(settings: v.InferOutput<Schema>): boolean;
  /** One plain sentence about these settings, e.g. "The first word is a greeting."; words and topics as they are written. */
  describe(settings: v.InferOutput<Schema>, language: Language): string;
  /**
   * @param words token ids of the answer, END left out
   * @param prompt index of the prompt it answers
   */
  detect(words: readonly number[], prompt: number, settings: v.InferOutput<Schema>): Finding;
  /** The settings as whole numbers, at most DETECTOR_WORDS, in the order in which `wgsl` reads them. */
  encode(settings: v.InferOutput<Schema>): number[];
  /** A longer table of 32-bit words, at most DETECTOR_TABLE_WORDS, for detectors that need one. */
  table?(settings: v.InferOutput<Schema>): Uint32Array;
  /**
   * The same rule in WGSL: the body of a function that returns the degree as a fraction, vec2(part, whole)
   * with 0 <= part <= whole < 2^16. It may call `words()` (how many), `word(i)`, `prompt()`,
   * `in_group(word, group)`, `setting(i)` and `table(i)`.
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

/** A noun for one word of a class. */
const NOUNS: Partial<Record<WordGroup, string>> = {
  topic: 'topic word',
  polite: 'polite word',
  forbidden: 'forbidden word',
  punctuation: 'punctuation mark',
  filler: 'filler word',
};

/** One word of a group in a sentence, e.g. "own-fact" -> "fact of its own topic". */
export function groupName(group: WordGroup): string {
  const relative = /^(own|other)-(.*)$/.exec(group);
  if (!relative) return NOUNS[group] ?? group;
  const noun = relative[2] === 'topic' ? 'word' : relative[2];
  return `${noun} ${relative[1] === 'own' ? 'of its own' : 'of another'} topic`;
}

/** "a citation": the indefinite article before a phrase. */
export const withArticle = (phrase: string): string => `${/^[aeiou]/.test(phrase) ? 'an' : 'a'} ${phrase}`;

/** With a capital, as a sentence starts. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
