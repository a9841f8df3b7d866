/** The schema of a language of a scenario's own: the texts of all words and topics, and why some are refused. */
import * as v from 'valibot';
import { CLASS_SIZES, type GeneralClass, type Texts } from '../language/language.ts';
import { TOPICS } from '../language/topics.ts';

/** Most characters of a word, and of a topic's name. */
export const LONGEST_WORD = 24;

/** Why a text cannot stand in an answer; undefined when it can. A topic's name may have spaces inside. */
function problemOf(text: string, spaces: boolean): string | undefined {
  const quoted = JSON.stringify(text.slice(0, 40));
  if (text.trim() === '')
    return `${text === '' ? 'nothing' : quoted} is no text; 1 to ${LONGEST_WORD} characters are`;
  if (text.length > LONGEST_WORD)
    return `${quoted} has ${text.length} characters; at most ${LONGEST_WORD} fit`;
  if (text === '<end>') return `"<end>" marks the end of an answer; any other text will do`;
  if (/\p{C}/u.test(text)) return `${quoted} has a character that cannot be seen`;
  if (spaces ? text !== text.trim() : /\s/.test(text))
    return `${quoted} has a space ${spaces ? 'at an end' : 'in it; a word is one piece'}`;
  return undefined;
}

const textIn = (spaces: boolean) =>
  v.pipe(
    v.string(({ input }) => `${JSON.stringify(input) ?? 'nothing'} is no text`),
    v.rawCheck(({ dataset, addIssue }) => {
      const message = dataset.typed && problemOf(dataset.value, spaces);
      if (message) addIssue({ message });
    }),
  );
const word = textIn(false);

const exactly = (count: number) =>
  v.pipe(
    v.array(word),
    v.length(count, ({ received }) => `there are ${received} words; here stand ${count}`),
  );

const classes = Object.fromEntries(CLASS_SIZES.map(([name, count]) => [name, exactly(count)])) as Record<
  GeneralClass,
  ReturnType<typeof exactly>
>;

/** Every text with its place, e.g. ["topics", 2, "facts", 0]; those of one kind differ. */
function placesOf({
  topics,
  classes: general,
}: Texts): { kind: string; text: string; path: (string | number)[] }[] {
  return [
    ...Object.entries(general).flatMap(([name, texts]) =>
      texts.map((text, i) => ({ kind: 'word', text, path: ['classes', name, i] })),
    ),
    ...topics.flatMap(({ id, words, facts }, topic) => [
      { kind: 'topic', text: id, path: ['topics', topic, 'id'] },
      ...words.map((text, i) => ({ kind: 'word', text, path: ['topics', topic, 'words', i] })),
      ...facts.map((text, i) => ({ kind: 'word', text, path: ['topics', topic, 'facts', i] })),
    ]),
  ];
}

export const languageSchema = v.pipe(
  v.strictObject({
    topics: v.pipe(
      v.array(v.strictObject({ id: textIn(true), words: exactly(2), facts: exactly(3) })),
      v.length(
        TOPICS.length,
        ({ received }) => `there are ${received} topics; a language has ${TOPICS.length}`,
      ),
    ),
    classes: v.strictObject(classes),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Map<string, string>();
    for (const { kind, text, path } of placesOf(dataset.value as unknown as Texts)) {
      const key = `${kind} ${text}`;
      const earlier = seen.get(key);
      if (earlier !== undefined)
        addIssue({
          message: `${JSON.stringify(text)} is there already, at ${earlier}; ${kind}s differ`,
          path: path.map((step) => ({
            type: 'unknown',
            origin: 'value',
            input: dataset.value,
            key: step,
            value: text,
          })) as never,
        });
      else seen.set(key, path.join('.'));
    }
  }),
) as unknown as v.GenericSchema<unknown, Texts>;
