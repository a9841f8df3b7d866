/** Reads the text of a step: paragraphs of plain words, [words](action), {number}, and {{formula}} on a line of its own. */

export type TextPart =
  | { kind: 'words'; text: string }
  | { kind: 'action'; text: string; key: string }
  | { kind: 'number'; key: string };

export type Paragraph = { kind: 'text'; parts: readonly TextPart[] } | { kind: 'formula'; key: string };

/** The text with its {facts} written out; what is none stays as it is. */
export const withFacts = (text: string, facts: Readonly<Record<string, () => string>> = {}): string =>
  text.replace(/\{([\w-]+)\}/g, (mark, key: string) => facts[key]?.() ?? mark);

const FORMULA = /^\{\{([\w-]+)\}\}$/;
const MARKS = /\[([^\]]+)\]\(([\w-]+)\)|\{([\w-]+)\}/g;

export const readText = (text: string): readonly Paragraph[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s+/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph): Paragraph => {
      const formula = FORMULA.exec(paragraph);
      return formula ? { kind: 'formula', key: formula[1]! } : { kind: 'text', parts: readParts(paragraph) };
    });

export function readParts(paragraph: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const mark of paragraph.matchAll(MARKS)) {
    if (mark.index > from) parts.push({ kind: 'words', text: paragraph.slice(from, mark.index) });
    const [whole, text, action, number] = mark;
    if (action !== undefined) parts.push({ kind: 'action', text: text!, key: action });
    else parts.push({ kind: 'number', key: number! });
    from = mark.index + whole.length;
  }
  if (from < paragraph.length) parts.push({ kind: 'words', text: paragraph.slice(from) });
  return parts;
}

/** The text as it is read aloud or counted: without marks, a number as one word. */
export const plainText = (text: string): string =>
  readText(text)
    .map((paragraph) =>
      paragraph.kind === 'formula'
        ? ''
        : paragraph.parts.map((part) => (part.kind === 'number' ? '0' : part.text)).join(''),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n');
