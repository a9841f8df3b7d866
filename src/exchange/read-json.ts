/** Text of a file into the texts of its rows, with limits on size and depth, and errors that name line and column. */
import { Fault, scanValue, skipSpace } from './scan-json.ts';

/** Most characters of a file: 1 MB. */
export const LARGEST_FILE = 1_000_000;

const count = (n: number): string => n.toLocaleString('en-US');

/** A place as editors count it, both from 1. */
function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}

/** The values of a text, each on lines of its own. */
function values(text: string): string[] {
  const found: string[] = [];
  for (let from = skipSpace(text, 0); from < text.length;) {
    const next = scanValue(text, from);
    const value = text.slice(from, next).trimEnd();
    const more = text[next];
    const apart = text.slice(from + value.length, next).includes('\n') && (more === '{' || more === '[');
    if (more !== undefined && !apart)
      throw new Fault(
        next,
        `found ${JSON.stringify(more)} after the end; a file is one value, or one list or object per line`,
      );
    found.push(value);
    from = next;
  }
  return found;
}

/**
 * The rows of a text as JSON that `JSON.parse` takes: one for JSON, one or more for JSON Lines.
 *
 * @throws Error naming line and column, or the sizes
 */
export function readRows(file: string): string[] {
  if (file.length > LARGEST_FILE)
    throw new Error(`the text has ${count(file.length)} characters; at most ${count(LARGEST_FILE)} are read`);
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const start = text.trim().slice(0, 24);
  if (start === '') throw new Error('the text is empty; a rubric is JSON and starts with "{" or "["');
  const place = lineAndColumn(text, text.length - text.trimStart().length);
  if (start.startsWith('<'))
    throw new Error(`${place}: this is a web page or XML, not JSON; it starts with ${JSON.stringify(start)}`);
  if (!/^[{[]/.test(start))
    throw new Error(
      `${place}: the text starts with ${JSON.stringify(start)}; JSON of a rubric starts with "{" or "["`,
    );
  try {
    return values(text);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Error(`${lineAndColumn(text, error.at)}: ${error.message}`, { cause: error });
  }
}
