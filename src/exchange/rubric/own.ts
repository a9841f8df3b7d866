/** Our own rubric file: everything a rubric is, under a format name and a version. Described in docs/rubric-format.md. */
import * as v from 'valibot';
import { criterionSchema, placeAndReason, rubricSchema } from '../../lab/rubric/criterion.ts';
import { detectorOf } from '../../lab/rubric/detectors/index.ts';
import { imperfections } from '../../lab/rubric/imperfections.ts';
import { textUpTo } from '../../lab/rubric/limits.ts';
import { isObject, shown, type Fields } from './fields.ts';
import type { Format } from './format.ts';
import type { Report } from './report.ts';
import { cut } from './slug.ts';

export const FORMAT = 'focal-lab-rubric';
export const FORMAT_VERSION = 1;
/** Most characters of a rubric's name. */
export const LONGEST_TITLE = 120;

export const documentSchema = v.strictObject({
  /** For editors that check while one types. */
  $schema: v.optional(textUpTo(1000)),
  format: v.literal(FORMAT),
  formatVersion: v.literal(FORMAT_VERSION),
  name: v.optional(textUpTo(LONGEST_TITLE)),
  criteria: rubricSchema,
});

function checkVersion({ format, formatVersion }: Fields): void {
  if (format !== FORMAT) throw new Error(`format: ${shown(format)} is not known; "${FORMAT}" is read`);
  if (formatVersion === FORMAT_VERSION) return;
  const newer = typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION;
  throw new Error(
    newer
      ? `formatVersion: ${formatVersion} is newer than ${FORMAT_VERSION}, the latest that this page reads; it needs a newer Focal Lab`
      : `formatVersion: ${shown(formatVersion)} is not a version; ${FORMAT_VERSION} is read`,
  );
}

/** Keys that are allowed in the object which holds the offending key; [] where nothing is known of it. */
function keysBeside(path: readonly v.IssuePathItem[]): readonly string[] {
  const [, , field] = path;
  if (path.length === 1) return Object.keys(documentSchema.entries);
  if (path.length === 3) return Object.keys(criterionSchema.entries);
  if (field?.key === 'judge')
    return Object.keys(path.length === 4 ? imperfections.entries : { group: 0, target: 0, pay: 0 });
  const type = isObject(field?.value) ? field.value.type : undefined;
  if (field?.key !== 'detector' || path.length !== 4 || typeof type !== 'string') return [];
  return Object.keys(detectorOf({ type } as Parameters<typeof detectorOf>[0]).schema.entries);
}

/** Why a document is refused; a key too many or too few in words of its own. */
function refusal(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object' || !issue.path) return placeAndReason(issue);
  if (issue.expected !== 'never') {
    const missing = issue.path.length > 0 && issue.received === 'undefined';
    return missing
      ? `${v.getDotPath(issue)}: there is none; it is needed`
      : `${v.getDotPath(issue)}: ${shown(issue.input)} is not an object`;
  }
  const known = keysBeside(issue.path);
  const allowed = known.length > 0 ? `; known are ${known.join(', ')}` : '';
  return `${v.getDotPath(issue)}: unknown key${allowed}`;
}

function reportAll(document: Fields, report: Report): void {
  for (const key of Object.keys(document))
    if (key === '$schema') report.add('left', [key], 'a link for editors, not part of the rubric');
    else if (key !== 'criteria') report.add('kept', [key], 'as it is');
  (document.criteria as Fields[]).forEach((criterion, k) => {
    for (const key of Object.keys(criterion)) report.add('kept', ['criteria', k, key], 'as it is');
  });
}

export const own: Format = {
  id: 'focal-lab',
  name: 'Focal Lab',
  explain: 'Everything a rubric is: detectors, imperfections of its judge, weights per prompt.',
  extension: 'json',

  read({ row }, report) {
    const document = row as Fields;
    checkVersion(document);
    const parsed = v.safeParse(documentSchema, document, { abortEarly: true });
    if (!parsed.success) throw new Error(refusal(parsed.issues[0]));
    reportAll(document, report);
    return { name: parsed.output.name || null, criteria: parsed.output.criteria };
  },

  write(criteria, name, report) {
    const title = cut(name, LONGEST_TITLE);
    if (title !== name) report.add('mapped', ['name'], `cut to ${LONGEST_TITLE} characters`);
    const document = {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      ...(title && { name: title }),
      criteria,
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};
