/** How the words and topics of the toy language are written: the standard texts, or a scenario's own in their places. */
import { TOPICS, type Topic } from './topics.ts';
import { answerWords, WORDS, type WordClass } from './words.ts';

/** Classes of words that belong to no topic. */
export type GeneralClass = Exclude<WordClass, 'end' | 'topic' | 'fact'>;

/** The texts of a language; how many there are of each sort is what the policy and the kernels are made for. */
export interface Texts {
  /** One per prompt. */
  topics: readonly Topic[];
  classes: Readonly<Record<GeneralClass, readonly string[]>>;
}

export interface Language {
  /** What each prompt asks about, e.g. "rain". */
  topics: readonly string[];
  /** By token id. */
  words: readonly string[];
}

const CLASSES = [...new Set(WORDS.flatMap((word) => (word.topic < 0 ? [word.class] : [])))].filter(
  (name): name is GeneralClass => name !== 'end',
);

/** How many words each class has that belongs to no topic, in the order of token ids. */
export const CLASS_SIZES = CLASSES.map(
  (name) => [name, WORDS.filter((word) => word.class === name).length] as const,
);

const ofClass = (name: GeneralClass): string[] =>
  WORDS.flatMap((word) => (word.class === name ? [word.text] : []));

export const STANDARD_TEXTS: Texts = {
  topics: TOPICS,
  classes: Object.fromEntries(CLASSES.map((name) => [name, ofClass(name)])) as unknown as Texts['classes'],
};

export const STANDARD: Language = {
  topics: TOPICS.map(({ id }) => id),
  words: WORDS.map(({ text }) => text),
};

/** @param own texts of a scenario that has its own */
export function languageOf(own: Texts | undefined): Language {
  if (!own) return STANDARD;
  const used = new Map<string, number>();
  const words = WORDS.map(({ text, class: name, topic }) => {
    if (name === 'end') return text;
    const key = `${name} ${topic}`;
    const at = used.get(key) ?? 0;
    used.set(key, at + 1);
    if (name === 'topic') return own.topics[topic]!.words[at]!;
    return (name === 'fact' ? own.topics[topic]!.facts : own.classes[name])[at]!;
  });
  return { topics: own.topics.map(({ id }) => id), words };
}

/** An answer as its words, END and what follows left out. */
export const wordsOf = (tokens: ArrayLike<number>, { words }: Language): string[] =>
  answerWords(tokens).map((id) => words[id]!);
