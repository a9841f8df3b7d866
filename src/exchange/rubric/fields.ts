/** Fields of foreign criteria: checked by the limits of our own, and put together as criteria without a detector. */
import * as v from 'valibot';
import {
  HEAVIEST,
  LONGEST_NAME,
  LONGEST_TEXT,
  type Criterion,
  type CriterionKind,
} from '../../lab/rubric/criterion.ts';
import { between, textUpTo } from '../../lab/rubric/limits.ts';
import { MAX_CRITERIA } from '../../lab/wgsl/lane.ts';
import type { Found } from './format.ts';
import { dotted, type Path, type Report } from './report.ts';
import { cut, firstWords, uniqueIds } from './slug.ts';

/** Named values out of a file; its keys are checked by the scan before. */
export type Fields = Record<string, unknown>;

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as messages repeat it. */
export const shown = (value: unknown): string => cut(JSON.stringify(value) ?? 'nothing', 40);

/** @throws Error "path: why", by the schema's own words */
export function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown, path: Path): T {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const inside = v.getDotPath(parsed.issues[0]);
  throw new Error(`${dotted(inside ? [...path, inside] : path)}: ${parsed.issues[0].message}`);
}

const text = (longest: number) => (value: unknown, path: Path) => {
  if (typeof value !== 'string') throw new Error(`${dotted(path)}: ${shown(value)} is not a text`);
  return check(textUpTo(longest), value, path);
};

export const readText = text(LONGEST_TEXT);

/** A list of short texts, at least `least`. */
export function readTexts(value: unknown, path: Path, least: number, longest = 200): string[] {
  if (!Array.isArray(value)) throw new Error(`${dotted(path)}: ${shown(value)} is not a list of texts`);
  if (value.length < least || value.length > 32)
    throw new Error(`${dotted(path)}: there are ${value.length} texts; ${least} to 32 are allowed`);
  return value.map((item, i) => text(longest)(item, [...path, i]));
}

/** A weight whose sign is the polarity: below 0 it is a fault that costs. */
export function readSigned(
  value: unknown,
  path: Path,
  report: Report,
  remark = '',
): Pick<Criterion, 'weight' | 'polarity'> {
  const signed = check(between(-HEAVIEST, HEAVIEST), value, path);
  report.add('mapped', path, `its size is the weight, its sign the polarity${remark}`);
  return { weight: Math.abs(signed), polarity: signed < 0 ? 'negative' : 'positive' };
}

/**
 * A name of 1 to 60 characters out of a field that may be missing, blank or long.
 *
 * @param instead the text whose first words are the name where there is none
 */
export function readName(value: unknown, path: Path, instead: string, k: number, report: Report): string {
  const other = firstWords(instead) || `Criterion ${k + 1}`;
  if (value === undefined) return other;
  if (typeof value !== 'string') throw new Error(`${dotted(path)}: ${shown(value)} is not a text`);
  if (value.trim() === '') {
    report.add('mapped', path, 'blank; the name is made of the first words of the text');
    return other;
  }
  if (value.length <= LONGEST_NAME) report.add('kept', path, 'the name');
  else report.add('mapped', path, `the name, cut to ${LONGEST_NAME} characters`);
  return cut(value);
}

/**
 * The text of a criterion; it alone is nothing that can be measured.
 *
 * @param remark what else to say of it in the report
 */
export function readRequirement(
  value: unknown,
  path: Path,
  report: Report,
  remark: (text: string) => string = () => '',
): string {
  const requirement = readText(value, path);
  const note = 'the text; nothing detects it yet, so the criterion starts inactive';
  report.add('kept', path, note + remark(requirement));
  return requirement;
}

/** What a foreign file can say of a criterion. */
export interface TextCriterion {
  name: string;
  text: string;
  kind: CriterionKind;
  weight: number;
  polarity: Criterion['polarity'];
  tags: string[];
  choices?: string[];
}

/** Reads every item of a list; each gets an id of its own, and no detector. */
export function readItems(
  { items, at }: Found,
  read: (item: Fields, path: Path, k: number) => TextCriterion,
): Criterion[] {
  const place = dotted(at) || 'the list';
  if (items.length === 0) throw new Error(`${place}: there is no criterion; a rubric has at least 1`);
  if (items.length > MAX_CRITERIA)
    throw new Error(`${place}: there are ${items.length} criteria; at most ${MAX_CRITERIA} fit`);
  const texts = items.map((item, k) => {
    const path = [...at, k];
    if (!isObject(item)) throw new Error(`${dotted(path)}: ${shown(item)} is not a criterion in { }`);
    return read(item, path, k);
  });
  const ids = uniqueIds(texts.map(({ name }) => name));
  return texts.map((criterion, k) => ({
    id: ids[k]!,
    ...criterion,
    active: false,
    unsatisfiable: false,
    detector: null,
    judge: {},
  }));
}

/** Everything of the row but its list of criteria. */
export function leaveRow({ row, at }: Found, report: Report): void {
  if (isObject(row)) report.leave(row, [], [String(at[0])], 'a field of the row, not of a criterion');
}
