/**
 * The rubric file of the verifiers v1 rubric judge: `name`, `text`, `weight` (0 or more), `choices` (worst to best).
 *
 * Source: Criterion in verifiers/v1/judges/rubric.py of github.com/PrimeIntellect-ai/verifiers; there, weight is
 * 1 and choices are no and yes unless said, and names differ.
 */
import { HEAVIEST, LONGEST_NAME, type Criterion } from '../../lab/rubric/criterion.ts';
import { between } from '../../lab/rubric/limits.ts';
import { choicesOf, kindOf, polarityOf } from './choices.ts';
import { check, leaveRow, readItems, readName, readRequirement, readTexts, shown } from './fields.ts';
import type { Format } from './format.ts';
import { leaveBlankNames, leaveOwnSettings, requirement } from './leave.ts';
import { dotted, type Path, type Report } from './report.ts';
import { cut } from './slug.ts';

function readChoices(value: unknown, path: Path, report: Report): string[] | undefined {
  if (value === undefined) return undefined;
  const choices = readTexts(value, path, 2);
  choices.forEach((choice, i) => {
    if (choice === '')
      throw new Error(`${dotted([...path, i])}: the text is empty; a choice has at least 1 character`);
    if (choices.indexOf(choice) < i)
      throw new Error(`${dotted([...path, i])}: ${shown(choice)} is there twice; choices differ`);
  });
  const kind = kindOf(choices) === 'hard-rule' ? 'a Hard Rule' : 'a Principle';
  if (polarityOf(choices) === 'negative')
    report.add('mapped', path, `kept; they make it ${kind} of negative polarity`);
  else report.add('kept', path, `the verdicts; they make it ${kind}`);
  return choices;
}

/** Names that differ, as verifiers asks; a second one of a kind gets " (2)". */
function differingNames(criteria: readonly Criterion[], report: Report): string[] {
  const taken = new Set(criteria.map(({ name }) => name));
  const given = new Set<string>();
  return criteria.map(({ name }, k) => {
    let own = name;
    for (let n = 2; given.has(own) || (own !== name && taken.has(own)); n++) {
      const suffix = ` (${n})`;
      own = cut(name, LONGEST_NAME - suffix.length) + suffix;
    }
    given.add(own);
    if (own !== name)
      report.add('mapped', ['criteria', k, 'name'], `names differ there: written as "${own}"`);
    return own;
  });
}

export const verifiers: Format = {
  id: 'verifiers',
  name: 'verifiers v1',
  explain: 'Criteria with a name, a text, a weight and verdicts from worst to best, for its rubric judge.',
  extension: 'json',

  read(found, report) {
    leaveRow(found, report);
    const criteria = readItems(found, (item, path, k) => {
      const text = readRequirement(item.text, [...path, 'text'], report);
      const name = readName(item.name, [...path, 'name'], text, k, report);
      const weight =
        item.weight === undefined ? 1 : check(between(0, HEAVIEST), item.weight, [...path, 'weight']);
      if (item.weight !== undefined) report.add('kept', [...path, 'weight'], 'the weight');
      const choices = readChoices(item.choices, [...path, 'choices'], report);
      report.leave(item, path, ['name', 'text', 'weight', 'choices'], 'verifiers has no such field');
      return {
        name,
        text,
        kind: choices ? kindOf(choices) : 'hard-rule',
        weight,
        polarity: choices ? polarityOf(choices) : 'positive',
        tags: [],
        ...(choices && { choices }),
      };
    });
    return { name: null, criteria };
  },

  write(criteria, name, report) {
    if (!criteria.some(({ weight }) => weight > 0))
      throw new Error(
        'criteria: all weights are 0; verifiers asks for a sum above 0, so give one a weight above 0',
      );
    leaveOwnSettings(criteria, report);
    leaveBlankNames(criteria, report);
    if (name !== '') report.add('left', ['name'], 'the format has no name for a rubric');
    const names = differingNames(criteria, report);
    const written = criteria.map((criterion, k) => {
      const choices = choicesOf(criterion);
      const left = (field: keyof Criterion, note: string) => report.add('left', ['criteria', k, field], note);
      if (criterion.tags.length > 0) left('tags', 'the format has none');
      if (polarityOf(choices) !== criterion.polarity)
        left('polarity', 'its own verdicts say which is the worst');
      if (
        criterion.choices &&
        criterion.choices.join() !== choices.join() &&
        criterion.choices.join() !== choices.toReversed().join()
      )
        left('choices', 'they do not fit its kind; usual ones are written');
      return { name: names[k]!, text: requirement(criterion, k, report), weight: criterion.weight, choices };
    });
    return `${JSON.stringify({ criteria: written }, null, 2)}\n`;
  },
};
