/** The README of an export: what it is, how to start it, what is in it, and what differs from here. */
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { parameterOf } from '../../lab/reward/methods/method.ts';
import { plain } from '../table/markdown.ts';
import type { ReportLine } from '../rubric/report.ts';
import type { StackLab } from './lab.ts';
import { earns, isJudged, usesJudge } from './judged.ts';

export interface ReadmeSection {
  title: string;
  /** Markdown; each is a paragraph, a list, a table or a code block of its own. */
  parts: readonly string[];
}

/** A code block of a shell. */
export const shell = (...lines: string[]): string => ['```bash', ...lines, '```'].join('\n');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** @param cells Markdown; what users wrote goes through `plain` first */
export const table = (head: readonly string[], cells: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...cells.map(row)].join('\n');

/** What is told of every file, by its path. */
const FILES: Readonly<Record<string, string>> = {
  'focal_lab/weighting.py': 'the weighting: saturation, weights, advantages; standard library only',
  'focal_lab/arrays.py': 'the same on arrays, where numpy is there; not needed',
  'focal_lab/conversation.py': 'the text of prompts and answers that are conversations',
  'focal_lab/words.py': 'detectors over words',
  'focal_lab/judge.py': 'the language model as a judge: prompt, client, strict reading of its verdicts',
  'focal_lab/scoring.py': 'scores of answers, by detector or judge',
  'lab.json': 'rubric, method, settings, words: all that was set in Focal Lab',
  'rubric.json': 'the rubric as a file of Focal Lab, to import it there again',
  'prompts.jsonl': 'the questions to train on: one JSON object per line',
  'selftest.py': 'checks that it all fits together; needs no more than Python',
};

export const filesSection = (
  paths: readonly string[],
  own: Readonly<Record<string, string>>,
): ReadmeSection => ({
  title: 'What is here',
  parts: [
    table(
      ['file', 'what it is'],
      paths.flatMap((path) => {
        const told = own[path] ?? FILES[path];
        return told === undefined ? [] : [[`\`${path}\``, told]];
      }),
    ),
  ],
});

export function rubricSection(lab: StackLab): ReadmeSection {
  return {
    title: 'The rubric',
    parts: [
      table(
        ['id', 'name', 'kind', 'weight', 'scored by'],
        lab.criteria.map((criterion) => [
          `\`${criterion.id}\``,
          plain(criterion.name),
          `${criterion.kind === 'hard-rule' ? 'Hard Rule' : 'Principle'}${criterion.polarity === 'negative' ? ', a fault' : ''}`,
          `${criterion.weight}${criterion.promptWeights ? ' (others per prompt)' : ''}${earns(criterion) ? '' : ', switched off'}`,
          isJudged(criterion, lab.scorer) ? 'judge' : 'detector',
        ]),
      ),
      'A Hard Rule is met or not, a Principle gets 0 to 10 points. Scores lie between 0 and 1, and more is better; ' +
        'a fault earns its score by not being there.',
    ],
  };
}

export function methodSection(lab: StackLab): ReadmeSection {
  const { name, idea, source, confidence, parameters } = findMethod(lab.method);
  return {
    title: `The weighting: ${name}`,
    parts: [
      `${idea} Source: ${source} (how sure: ${confidence}).`,
      ...(lab.method === 'custom' ? [`    ${(lab.formula ?? DEFAULT_FORMULA).replace(/\s+/g, ' ')}`] : []),
      ...(parameters.length > 0
        ? [
            table(
              ['parameter', 'value', 'what it does'],
              parameters.map((parameter) => {
                const value = parameterOf(parameters, lab.parameters, parameter.name);
                return [
                  `\`${parameter.name}\``,
                  parameter.options?.[value] ?? String(value),
                  plain(parameter.explain),
                ];
              }),
            ),
          ]
        : []),
    ],
  };
}

/** What becomes of an answer that the judge fails on, where a rollout without scores can be left out. */
export const LEFT_OUT =
  'is asked for again, then the answer counts as not judged: it is left out of the estimate, and its advantage is 0. ' +
  'Where more than a fifth of a batch fails, ';

/**
 * Nothing where no criterion needs a judge.
 *
 * @param failing ends the sentence on a reply that is not exactly what was asked for
 */
export function judgeSections(
  lab: StackLab,
  failing = `${LEFT_OUT}training stops with the reason.`,
): ReadmeSection[] {
  if (!usesJudge(lab)) return [];
  return [
    {
      title: 'The judge',
      parts: [
        'Criteria that are scored by the judge are read by a language model behind an OpenAI-compatible server ' +
          '(a vLLM of your own does). One call scores one answer on all of them.',
        shell(
          'export FOCAL_JUDGE_BASE_URL=http://localhost:8000/v1',
          'export FOCAL_JUDGE_MODEL=the-name-your-server-knows',
          'export FOCAL_JUDGE_API_KEY=...   # leave it out where the server asks for none',
        ),
        `A reply that is not exactly what was asked for ${failing}`,
      ],
    },
  ];
}

const PREFIX = { kept: 'Kept', mapped: 'Changed', left: 'Left out' } as const;

/** A report as a list; "criteria.*.judge" reads as "criteria, judge". */
export const reportSection = (lines: readonly ReportLine[]): ReadmeSection[] =>
  lines.length === 0
    ? []
    : [
        {
          title: 'What differs from Focal Lab',
          parts: [
            lines.map(({ path, what, note }) => `- ${PREFIX[what]}: \`${path}\`: ${plain(note)}`).join('\n'),
          ],
        },
      ];

export const readme = (title: string, intro: readonly string[], sections: readonly ReadmeSection[]): string =>
  [
    `# ${plain(title)}`,
    ...intro,
    ...sections.flatMap(({ title: heading, parts }) => [`## ${heading}`, ...parts]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
