/** Rubric files in and out: which formats there are, and one function each for reading and writing. */
import { parseRubric, type Criterion } from '../../lab/rubric/criterion.ts';
import type { Format, FormatId } from './format.ts';
import { healthbench } from './healthbench.ts';
import { own } from './own.ts';
import { rar } from './rar.ts';
import { readRows } from '../read-json.ts';
import { Report, type ReportLine } from './report.ts';
import { findRubric, rowsOf } from './shape.ts';
import { cut, slug } from './slug.ts';
import { verifiers } from './verifiers.ts';

export type { FormatId } from './format.ts';
export { LARGEST_FILE } from '../read-json.ts';
export type { ReportLine } from './report.ts';

const ALL: readonly Format[] = [own, healthbench, rar, verifiers];

const formatOf = (id: FormatId): Format => {
  const format = ALL.find((each) => each.id === id);
  if (!format) throw new Error(`No format "${id}"; known are ${ALL.map((each) => each.id).join(', ')}.`);
  return format;
};

/** All of them, for menus. */
export const FORMATS: readonly Pick<Format, 'id' | 'name' | 'explain' | 'extension'>[] = ALL.map(
  ({ id, name, explain, extension }) => ({ id, name, explain, extension }),
);

export interface ImportedRubric {
  format: FormatId;
  name: string | null;
  criteria: Criterion[];
  /** Every field of the row that was read. */
  report: ReportLine[];
  /** How many rows the file has, and which one was read, counted from 0. */
  rows: number;
  row: number;
}

/** Messages are shown to people: one that repeats a whole page is cut. */
const LONGEST_MESSAGE = 450;

function read(text: string, row: number): ImportedRubric {
  const lines = readRows(text);
  const table = lines.length === 1 ? rowsOf(JSON.parse(lines[0]!)) : undefined;
  const rows = (table ?? lines).length;
  if (!Number.isInteger(row) || row < 0 || row >= rows)
    throw new Error(
      `row: ${row} is not a row; ${rows === 1 ? 'there is only row 0' : `rows are 0 to ${rows - 1}`}`,
    );
  const value: unknown = table ? table[row] : JSON.parse(lines[row]!);
  const report = new Report();
  if (rows > 1) report.add('left', ['rows'], `row ${row + 1} of ${rows} is read, the rest is left`);
  try {
    const found = findRubric(value, report);
    const { name, criteria } = formatOf(found.id).read(found, report);
    return { format: found.id, name, criteria: parseRubric(criteria), report: report.lines(), rows, row };
  } catch (error) {
    if (rows === 1) throw error;
    throw new Error(`row ${row + 1} of ${rows}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The rubric of a file, whose format is told by its shape.
 *
 * @param row counted from 0, where a file has several
 * @throws Error with one clear message naming the place; nothing else
 */
export function importRubric(text: string, row = 0): ImportedRubric {
  try {
    return read(text, row);
  } catch (error) {
    throw new Error(cut((error as Error).message, LONGEST_MESSAGE), { cause: error });
  }
}

export interface ExportedRubric {
  text: string;
  /** E.g. "support_answers.healthbench.jsonl". */
  fileName: string;
  /** What the format cannot hold, or holds in another way; nothing for our own. */
  report: ReportLine[];
}

/**
 * A rubric as a file of a format.
 *
 * @param name of the rubric; "" for none
 * @throws Error where the format cannot say it at all, or the rubric is none
 */
export function exportRubric(format: FormatId, criteria: readonly Criterion[], name: string): ExportedRubric {
  const { extension, write } = formatOf(format);
  const report = new Report();
  const text = write(parseRubric(criteria), name, report);
  return { text, fileName: `${slug(name) || 'rubric'}.${format}.${extension}`, report: report.lines() };
}
