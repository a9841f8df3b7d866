/** What `--lab <id> --help` says: scenarios, arms, settings with what they take, outcomes, and the study. */
import type { Field, Neighbour } from '../../src/neighbours/neighbour.ts';
import { allowedText } from '../../src/neighbours/settings.ts';

const rows = (list: readonly (readonly [id: string, text: string])[]): string => {
  const width = Math.max(...list.map(([id]) => id.length));
  return list.map(([id, text]) => `  ${id.padEnd(width)}  ${text}`).join('\n');
};

const fieldText = (field: Field): string =>
  `${field.explain} Allowed: ${allowedText(field)}; ${String(field.initial)} at first.`;

export function labHelp(id: string, lab: Neighbour): string {
  const { paper, study } = lab;
  return `${lab.name}: ${lab.summary}
After ${paper.title} (arXiv ${paper.arxiv}, ${paper.venue}; ${paper.confidence}).

  npm run experiment -- --lab ${id} --out out

The study, which runs where neither --scenario nor --arms is given
  ${study.question}
  Claim: ${study.claim}
  Scenarios ${study.scenarios.join(', ')}; arms ${study.arms.join(', ')}; seeds 1 to 8; ${study.comparisons.length} comparisons.

Scenarios (--scenario)
${rows(lab.scenarios.map((each) => [each.id, `${each.name}: ${each.note}`]))}

Arms (--arms)
${rows(lab.arms.map((each) => [each.id, `${each.name}: ${each.idea}`]))}

Settings (--set name=value)
${rows(lab.fields.map((field) => [field.id, fieldText(field)]))}

Outcomes
${rows(lab.outcomes.map((each) => [each.id, `${each.name}: ${each.explain}`]))}

What is simplified
${lab.simplified.map((sentence) => `  ${sentence}`).join('\n')}
`;
}
