/** Tells formats apart by their shape. */
import { isObject, shown } from './fields.ts';
import type { Found, FormatId } from './format.ts';
import { FORMAT } from './own.ts';
import { readRows } from '../read-json.ts';
import { dotted, type Path, type Report } from './report.ts';
import { cut } from './slug.ts';

const KNOWN =
  `Known are {"format": "${FORMAT}", …}, HealthBench {"rubrics": [{criterion, points}]}, ` +
  'RaR {"rubric": [{title, description, weight}]}, verifiers {"criteria": [{name, text}]}.';

/** What a value is, by its keys. */
function described(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${described(value[0])}`;
  if (!isObject(value)) return shown(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object of ${cut(keys.join(', '), 80)}`;
}

const unknown = (value: unknown, at: Path): Error =>
  new Error(`${dotted(at) ? `${dotted(at)}: ` : ''}${described(value)} is no rubric that is known. ${KNOWN}`);

/** The format of a list of criteria, by the first of them. */
function formatOf(items: readonly unknown[], at: Path): FormatId {
  const [first] = items;
  if (items.length === 0)
    throw new Error(`${dotted(at) || 'the list'}: there is no criterion; a rubric has at least 1`);
  if (isObject(first)) {
    if ('criterion' in first) return 'healthbench';
    if ('description' in first || 'title' in first) return 'rar';
    if ('text' in first) return 'verifiers';
  }
  throw unknown(items, at);
}

/** A list of criteria, also one that is written as JSON inside a text, as tables of rows do. */
function listOf(value: unknown, at: Path, report: Report): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string') throw new Error(`${dotted(at)}: ${shown(value)} is not a list of criteria`);
  try {
    const [inside, second]: unknown[] = readRows(value).map((text) => JSON.parse(text) as unknown);
    if (second !== undefined) throw new Error('there is more than one list of criteria');
    if (!Array.isArray(inside)) throw new Error(`${shown(inside)} is not a list of criteria`);
    report.add('mapped', at, 'a text that holds JSON; its criteria are read');
    return inside;
  } catch (error) {
    throw new Error(`${dotted(at)}, a text that holds JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Rows of a table that is written as one list, e.g. [{"rubrics": […]}, {"rubrics": […]}]; else undefined. */
export function rowsOf(value: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(value) || !isObject(value[0])) return undefined;
  return ['rubrics', 'rubric', 'criteria'].some((key) => key in (value[0] as object)) ? value : undefined;
}

/**
 * The format of a row, and its criteria.
 *
 * @throws Error naming what was found and what is known
 */
export function findRubric(row: unknown, report: Report): Found & { id: FormatId } {
  if (Array.isArray(row)) return { id: formatOf(row, []), row, items: row, at: [] };
  if (!isObject(row)) throw unknown(row, []);
  // Rows of other tables may have a column of that name.
  const foreign = row.format !== FORMAT && ('rubrics' in row || 'rubric' in row);
  if ('format' in row && !foreign) return { id: 'focal-lab', row, items: [], at: ['criteria'] };
  const key = ['criteria', 'rubrics', 'rubric'].find((name) => name in row);
  if (key === undefined) throw unknown(row, []);
  const items = listOf(row[key], [key], report);
  const [first] = items;
  if (
    key === 'criteria' &&
    ('formatVersion' in row || (isObject(first) && ('detector' in first || 'kind' in first)))
  )
    throw new Error(`format: is missing; a rubric of Focal Lab says "format": "${FORMAT}"`);
  return {
    id: key === 'criteria' && items.length > 0 ? 'verifiers' : formatOf(items, [key]),
    row,
    items,
    at: [key],
  };
}
