/**
 * The vocabulary: 54 words in classes, END among them, followed by one input-only token per prompt.
 *
 * Token ids are positions in `WORDS`. The policy reads prompt tokens but can never write them.
 */
import { TOPICS } from './topics.ts';

export type WordClass =
  | 'end'
  | 'greeting'
  | 'topic'
  | 'fact'
  | 'citation'
  | 'hedge'
  | 'polite'
  | 'forbidden'
  | 'marker'
  | 'punctuation'
  | 'filler';

export interface Word {
  text: string;
  class: WordClass;
  /** Index of the topic a topic word or fact belongs to; -1 for words of every topic. */
  topic: number;
}

const general = (wordClass: WordClass, ...texts: string[]): Word[] =>
  texts.map((text) => ({ text, class: wordClass, topic: -1 }));

export const WORDS: readonly Word[] = [
  ...general('end', '<end>'),
  ...general('greeting', 'hello', 'welcome', 'greetings'),
  ...TOPICS.flatMap((topic, index) =>
    topic.words.map((text): Word => ({ text, class: 'topic', topic: index })),
  ),
  ...TOPICS.flatMap((topic, index) =>
    topic.facts.map((text): Word => ({ text, class: 'fact', topic: index })),
  ),
  ...general('citation', '[atlas]', '[almanac]', '[survey]'),
  ...general('hedge', 'maybe', 'often', 'perhaps'),
  ...general('polite', 'please', 'thanks', 'cheers'),
  ...general('forbidden', 'darn', 'rubbish'),
  ...general('marker', 'first', 'then'),
  ...general('punctuation', '.', ','),
  ...general('filler', 'just', 'so', 'well', 'really', 'indeed'),
];

/** How many words the policy can write. */
export const VOCABULARY = WORDS.length;

export const END = 0;

/** The input token that asks about a topic, e.g. 54 for "topic: rain"; they follow the vocabulary. */
export const promptToken = (prompt: number, vocabulary = VOCABULARY): number => vocabulary + prompt;

/** Token ids of a class, e.g. `idsOf('citation')`; of one topic when given. */
export function idsOf(wordClass: WordClass, topic?: number): number[] {
  return WORDS.flatMap((word, id) =>
    word.class === wordClass && (topic === undefined || word.topic === topic) ? [id] : [],
  );
}

/** The words of an answer, END and what follows left out. */
export function answerWords(tokens: ArrayLike<number>): number[] {
  const words: number[] = [];
  for (let i = 0; i < tokens.length && tokens[i] !== END; i++) words.push(tokens[i]!);
  return words;
}

/** An answer as text, e.g. "hello clouds cool [atlas] please". */
export const answerText = (tokens: ArrayLike<number>): string =>
  answerWords(tokens)
    .map((id) => WORDS[id]?.text ?? `<${id}>`)
    .join(' ');
