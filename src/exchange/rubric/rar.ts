/**
 * Rubrics as Rewards: `title`, `description` (which opens with its class), `weight` (below 0 for pitfalls).
 *
 * Source: huggingface.co/datasets/ScaleAI/RaR-Medicine. `name` instead of `title` is read as well: so oumi
 * writes them.
 */
import { leaveRow, readItems, readName, readRequirement, readSigned } from './fields.ts';
import type { Format } from './format.ts';
import {
  leaveBlankNames,
  leaveKind,
  leaveOwnSettings,
  leavePolarityOfZero,
  requirement,
  signed,
} from './leave.ts';

/** E.g. "Essential Criteria: Names the drug." */
const CLASS = /^\s*((?:essential|important|optional|pitfall)(?: criteri(?:a|on))?)\s*:\s*/i;

export const rar: Format = {
  id: 'rar',
  name: 'Rubrics as Rewards (RaR)',
  explain: 'Criteria with a title, a description and a weight, pitfalls below 0; one question per line.',
  extension: 'jsonl',

  read(found, report) {
    leaveRow(found, report);
    const criteria = readItems(found, (item, path, k) => {
      const title = 'title' in item || !('name' in item) ? 'title' : 'name';
      const text = readRequirement(item.description, [...path, 'description'], report, (description) =>
        CLASS.test(description) ? '; the class it opens with is a tag, too' : '',
      );
      const label = CLASS.exec(text);
      const name = readName(
        item[title],
        [...path, title],
        label ? text.slice(label[0].length) : text,
        k,
        report,
      );
      const opposite = label?.[1]!.toLowerCase().startsWith('pitfall') && Number(item.weight) >= 0;
      const remark = opposite ? '; a pitfall that is not below 0 counts for an answer' : '';
      const worth = readSigned(item.weight, [...path, 'weight'], report, remark);
      report.leave(item, path, [title, 'description', 'weight'], 'RaR has no such field');
      return { name, text, kind: 'hard-rule', ...worth, tags: label ? [label[1]!] : [] };
    });
    return { name: null, criteria };
  },

  write(criteria, name, report) {
    leaveOwnSettings(criteria, report);
    leaveBlankNames(criteria, report);
    leaveKind(criteria, report);
    leavePolarityOfZero(criteria, report);
    if (name !== '') report.add('left', ['name'], 'the format has no name for a rubric');
    const rubric = criteria.map((criterion, k) => {
      const description = requirement(criterion, k, report);
      const label = CLASS.exec(description)?.[1];
      if (criterion.tags.some((tag) => tag !== label))
        report.add(
          'left',
          ['criteria', k, 'tags'],
          'the format has none but the class a description opens with',
        );
      if (criterion.choices) report.add('left', ['criteria', k, 'choices'], 'the format knows met or not');
      const weight = signed(criterion);
      if (!Number.isInteger(weight))
        report.add(
          'mapped',
          ['criteria', k, 'weight'],
          'written as it is; RaR itself has whole numbers only',
        );
      return { title: criterion.name, description, weight };
    });
    const row = { question: '', reference_answer: '', rubric, rubric_count: rubric.length };
    return `${JSON.stringify(row)}\n`;
  },
};
