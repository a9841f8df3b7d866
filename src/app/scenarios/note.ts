/** Reads a scenario's note: headings, paragraphs, lists and `code`, nothing else of Markdown. */

/** A stretch of text, as words or as code. */
export interface Piece {
  text: string;
  code: boolean;
}

export type Block = { measured: boolean } & (
  { kind: 'heading' | 'paragraph'; pieces: Piece[] } | { kind: 'list'; items: Piece[][] }
);

export interface Note {
  title: string;
  blocks: Block[];
}

/** What `npm run reproduce` writes stands between these (cli/reproduce/notes.ts). */
const [BEGIN, END] = ['<!-- measured', '<!-- end of measured'];

export function parseNote(text: string): Note {
  const note: Note = { title: '', blocks: [] };
  let measured = false;
  for (const part of text.split(/\n\s*\n/)) {
    const lines = part.split('\n').filter((line) => {
      if (line.startsWith(BEGIN)) measured = true;
      if (line.startsWith(END)) measured = false;
      return line.trim() !== '' && !line.startsWith('<!--');
    });
    const [first] = lines;
    if (first === undefined) continue;
    if (first.startsWith('# ')) note.title = first.slice(2).trim();
    else if (first.startsWith('#'))
      note.blocks.push({ measured, kind: 'heading', pieces: piecesOf(first.replace(/^#+\s*/, '')) });
    else if (/^[-*] /.test(first)) note.blocks.push({ measured, kind: 'list', items: itemsOf(lines) });
    else note.blocks.push({ measured, kind: 'paragraph', pieces: piecesOf(joined(lines)) });
  }
  return note;
}

/** The first thing that was measured, or that nothing was. */
export function headline({ blocks }: Note): string {
  const found = blocks.find(({ measured, kind }) => measured && kind !== 'heading');
  const pieces = found?.kind === 'list' ? found.items[0] : found?.kind === 'paragraph' ? found.pieces : null;
  return pieces?.map(({ text }) => text).join('') ?? 'Not measured yet.';
}

/** A line that begins no item goes on with the one before. */
function itemsOf(lines: readonly string[]): Piece[][] {
  const items: string[][] = [];
  for (const line of lines)
    if (/^[-*] /.test(line)) items.push([line.slice(2)]);
    else items.at(-1)!.push(line);
  return items.map((own) => piecesOf(joined(own)));
}

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(' ');

function piecesOf(text: string): Piece[] {
  return text
    .split('`')
    .map((part, i) => ({ text: i % 2 === 1 ? part : part.replace(/\\(.)/g, '$1'), code: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
