/** What foreign formats have no room for, said in the report of an export. */
import type { Language } from '../../lab/language/language.ts';
import { describeDetector } from '../../lab/rubric/detectors/index.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Report } from './report.ts';

/** The settings of this page that no foreign format knows; said only where they are set. */
export function leaveOwnSettings(criteria: readonly Criterion[], report: Report): void {
  criteria.forEach((criterion, k) => {
    const left = (field: keyof Criterion, note: string) => report.add('left', ['criteria', k, field], note);
    left('id', 'the format has none');
    if (criterion.promptWeights) left('promptWeights', 'one weight for all prompts is written');
    if (!criterion.active) left('active', 'the format cannot switch a criterion off: there it counts');
    if (criterion.unsatisfiable) left('unsatisfiable', 'the format has no such flag');
    if (criterion.detector)
      left('detector', 'the format holds no detectors; the text is for a judge that reads');
    if (Object.keys(criterion.judge).length > 0)
      left('judge', 'the format holds no imperfections of a judge');
    if (criterion.baseRate !== undefined) left('baseRate', 'the format says nothing of a base policy');
  });
}

/** A Principle becomes met or not where the format has only that. */
export function leaveKind(criteria: readonly Criterion[], report: Report): void {
  criteria.forEach(({ kind }, k) => {
    if (kind === 'principle')
      report.add(
        'left',
        ['criteria', k, 'kind'],
        'the format knows met or not; a Principle comes back as a Hard Rule',
      );
  });
}

/** A reader takes a name of spaces for none. */
export function leaveBlankNames(criteria: readonly Criterion[], report: Report): void {
  criteria.forEach(({ name }, k) => {
    if (name.trim() === '')
      report.add('left', ['criteria', k, 'name'], 'blank; first words of the text come back');
  });
}

/** A sign tells polarity, and 0 has none. */
export function leavePolarityOfZero(criteria: readonly Criterion[], report: Report): void {
  criteria.forEach(({ polarity, weight }, k) => {
    if (polarity === 'negative' && weight === 0)
      report.add('left', ['criteria', k, 'polarity'], 'a weight of 0 has no sign to tell it by');
  });
}

/** The requirement as a judge would read it: the text, else what is detected, else the name. */
export const requirementOf = ({ text, detector, name }: Criterion, language?: Language): string =>
  text || (detector ? describeDetector(detector, language) : name);

/** The same, with a line in the report where it is not the text. */
export function requirement(criterion: Criterion, k: number, report: Report): string {
  if (criterion.text === '') {
    const source = criterion.detector ? 'what its detector looks for' : 'its name';
    report.add('mapped', ['criteria', k, 'text'], `empty; ${source} is written`);
  }
  return requirementOf(criterion);
}

/** The weight with the sign of its polarity; 0 is never -0. */
export const signed = ({ weight, polarity }: Criterion): number =>
  polarity === 'negative' && weight > 0 ? -weight : weight;
