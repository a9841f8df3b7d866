/** HealthBench and RaR: rows that hold a rubric, one per prompt where a rubric weighs prompts apart. */
import { weightAt } from '../../lab/rubric/criterion.ts';
import { exportRubric } from '../rubric/index.ts';
import type { Report } from '../rubric/report.ts';
import { ownRubric, pythonFiles } from './files.ts';
import type { StackLab } from './lab.ts';
import { promptRows } from './prompts.ts';
import { textsWritten } from './leave.ts';
import { filesSection, judgeSections, readme, reportSection, shell } from './readme.ts';
import { usesDetectors } from './judged.ts';
import type { Target, TargetId } from './target.ts';

interface RowFormat {
  id: TargetId & ('healthbench' | 'rar');
  name: string;
  explain: string;
  /** What a row says of its prompt. @param row as it is without one */
  about(
    prompt: { role: string; content: string }[],
    topic: number,
    row: Record<string, unknown>,
  ): Record<string, unknown>;
  /** What its verdicts come to. */
  score: string;
  /** Whose fields it has. */
  checked: string;
}

/** The sandbox's questions are asked where a criterion is about its language; a rubric of texts alone leaves them open. */
function rowsOf({ id, about }: RowFormat, given: StackLab, report: Report): string {
  const lab: StackLab = { ...given, criteria: textsWritten(given, report), scorer: 'detectors' };
  const weighsPrompts = lab.criteria.some(({ promptWeights }) => promptWeights);
  const asked = usesDetectors(lab) || weighsPrompts ? promptRows(lab) : [null];
  return asked
    .map((row) => {
      const criteria = lab.criteria.map((criterion) => ({
        ...criterion,
        weight: row ? weightAt(criterion, row.topic) : criterion.weight,
        promptWeights: undefined,
      }));
      const { text, report: lines } = exportRubric(id, criteria, lab.name);
      if (row === asked[0]) for (const { path, what, note } of lines) report.add(what, path.split('.'), note);
      if (!row) return text;
      const written = JSON.parse(text) as Record<string, unknown>;
      return `${JSON.stringify({ ...written, ...about(row.prompt, row.topic, written) })}\n`;
    })
    .join('');
}

const rowTarget = (format: RowFormat): Target => ({
  id: format.id,
  name: format.name,
  explain: format.explain,
  checked: format.checked,
  command: 'python3 score.py --rows rows.jsonl --answers answers.jsonl',

  files(lab, report) {
    report.add('left', ['method'], 'the format holds a rubric and its weights, no way to weigh it anew');
    report.add('left', ['training'], 'the format says nothing of training');
    const rows = rowsOf(format, lab, report);
    const files = [
      { path: 'rows.jsonl', text: rows },
      ownRubric(lab),
      ...pythonFiles('rows', ''),
      ...pythonFiles('focal_lab', 'focal_lab').filter(({ path }) => /__init__|judge|conversation/.test(path)),
    ];
    const text = readme(
      `${lab.name}: a rubric as ${format.name} rows`,
      [`Written by Focal Lab. Checked against ${format.checked}.`],
      [
        {
          title: 'Start',
          parts: [
            shell('python3 selftest.py', `${this.command}   # asks the judge`),
            '`rows.jsonl` goes wherever such rows are read. `score.py` scores answers with a judge: `answers.jsonl` has one JSON ' +
              'object per line, with `row` (counted from 0) and `answer`.',
            format.score,
          ],
        },
        filesSection(
          files.map(({ path }) => path),
          {
            'rows.jsonl': `the rubric in the format of ${format.name}`,
            'score.py': 'scores answers by these rows',
          },
        ),
        ...judgeSections(
          { ...lab, scorer: 'judge' },
          'is asked for again, then the answer has no score (`null`): it is left out of the mean, and the exit code is 1.',
        ),
        ...reportSection(report.lines()),
      ],
    );
    return [{ path: 'README.md', text }, ...files];
  },
});

export const healthbench = rowTarget({
  id: 'healthbench',
  name: 'HealthBench',
  checked: 'openai/simple-evals (9e2fafd)',
  explain: 'Rows of criteria with points, for an evaluation or a trainer that reads them. The rubric alone.',
  about: (prompt, topic, row) => ({ prompt, prompt_id: `${String(row.prompt_id)}_${topic + 1}` }),
  score:
    'A score is the points of the criteria that are met over all points above 0; faults that show cost theirs.',
});

export const rar = rowTarget({
  id: 'rar',
  name: 'Rubrics as Rewards (RaR)',
  checked: 'the card of ScaleAI/RaR-Medicine (66f9c8f)',
  explain: 'Rows of titled criteria with a weight each. The rubric alone.',
  about: (prompt) => ({ question: prompt.at(-1)!.content }),
  score:
    'A score is the weight of the criteria that are met over all weight above 0, kept between 0 and 1. (How pitfalls count is ' +
    'our reading: RaR’s own text says it for weights above 0.)',
});
