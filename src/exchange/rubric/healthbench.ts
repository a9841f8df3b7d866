/**
 * HealthBench's rubric items: `criterion`, `points` (below 0 for faults), `tags`.
 *
 * Source: RubricItem in healthbench_eval.py of github.com/openai/simple-evals.
 * `weight` instead of `points` is read as well: so "Chasing the tail" writes them.
 */
import { leaveRow, readItems, readName, readRequirement, readSigned, readTexts } from './fields.ts';
import type { Format } from './format.ts';
import { leaveKind, leaveOwnSettings, leavePolarityOfZero, requirement, signed } from './leave.ts';
import { firstWords, slug } from './slug.ts';

export const healthbench: Format = {
  id: 'healthbench',
  name: 'HealthBench',
  explain: 'Criteria with points, faults below 0, and tags; one prompt per line.',
  extension: 'jsonl',

  read(found, report) {
    leaveRow(found, report);
    const criteria = readItems(found, (item, path, k) => {
      const points = 'points' in item || !('weight' in item) ? 'points' : 'weight';
      const text = readRequirement(item.criterion, [...path, 'criterion'], report);
      const worth = readSigned(item[points], [...path, points], report);
      const tags = item.tags === undefined ? [] : readTexts(item.tags, [...path, 'tags'], 0);
      if (item.tags !== undefined) report.add('kept', [...path, 'tags'], 'labels of the criterion');
      report.leave(item, path, ['criterion', points, 'tags'], 'HealthBench has no such field');
      const name = readName(undefined, path, text, k, report);
      return { name, text, kind: 'hard-rule', ...worth, tags };
    });
    return { name: null, criteria };
  },

  write(criteria, name, report) {
    leaveOwnSettings(criteria, report);
    leaveKind(criteria, report);
    leavePolarityOfZero(criteria, report);
    if (!criteria.some((criterion) => signed(criterion) > 0))
      report.add('left', ['criteria'], 'no points above 0; HealthBench gives such a rubric no score');
    if (name !== '') report.add('mapped', ['name'], 'written as prompt_id');
    const rubrics = criteria.map((criterion, k) => {
      const text = requirement(criterion, k, report);
      if (firstWords(text) !== criterion.name)
        report.add(
          'left',
          ['criteria', k, 'name'],
          'the format has no names; first words of the text come back',
        );
      if (criterion.choices) report.add('left', ['criteria', k, 'choices'], 'the format knows met or not');
      return { criterion: text, points: signed(criterion), tags: criterion.tags };
    });
    const row = { prompt_id: slug(name) || 'rubric', prompt: [], rubrics, example_tags: [] };
    return `${JSON.stringify(row)}\n`;
  },
};
