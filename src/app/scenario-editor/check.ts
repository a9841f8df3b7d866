/** Checks a draft: the scenario that it is, or what is wrong with it, field by field. */
import * as v from 'valibot';
import { scenarioSchema, type Scenario } from '../../lab/run/scenario.ts';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import { documentOf, type Draft } from './draft.ts';
import { SHARES, shareProblem, SPLITS, splitProblem, type Shares } from './shares.ts';

export interface Checked {
  /** null while something is wrong. */
  scenario: Scenario | null;
  /** Sentences by place, e.g. "language.classes.hedge.1" or "mixture.facts". */
  problems: ReadonlyMap<string, string>;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Shares are asked for as so many of 100, and refused as such. */
function checkShares(shares: Partial<Shares>, place: string, problems: Map<string, string>): void {
  for (const { key } of SHARES) {
    const problem = key in shares ? shareProblem(shares[key]) : '';
    if (problem) problems.set(`${place}.${key}`, problem);
  }
  for (const { key } of SPLITS) {
    const problem = shares[key] ? splitProblem(shares[key]) : '';
    if (problem) problems.set(`${place}.${key}`, problem);
  }
}

/** Of two words that are the same, both are wrong: who typed one of them should see it there. */
function checkTwice({ topics, classes }: Draft, problems: Map<string, string>): void {
  const words = [
    ...topics.flatMap((topic, i) =>
      (['words', 'facts'] as const).flatMap((sort) =>
        topic[sort].map((text, at) => ({ text, place: `topics.${i}.${sort}.${at}` })),
      ),
    ),
    ...Object.entries(classes).flatMap(([name, own]) =>
      own.map((text, at) => ({ text, place: `classes.${name}.${at}` })),
    ),
  ];
  const names = topics.map(({ id }, i) => ({ text: id, place: `topics.${i}.id` }));
  for (const [what, places] of [
    ['words', words],
    ['topics', names],
  ] as const)
    for (const { text, place } of places)
      if (text !== '' && places.filter((other) => other.text === text).length > 1)
        problems.set(`language.${place}`, `“${text}” is there twice; ${what} differ.`);
}

export function check(draft: Draft): Checked {
  const problems = new Map<string, string>();
  checkShares(draft.mixture, 'mixture', problems);
  draft.own.forEach((shares, topic) => checkShares(shares, `mixture.topics.${topic}`, problems));
  checkTwice(draft, problems);
  const document = documentOf(draft);
  if (SCENARIO_IDS.includes(document['id'] as string))
    problems.set(
      'id',
      `“${String(document['id'])}” is the id of a scenario that ships with Focal Lab; any other will do.`,
    );
  const parsed = v.safeParse(scenarioSchema, document);
  for (const issue of parsed.issues ?? []) {
    const path = v.getDotPath(issue) ?? '';
    if (!path.startsWith('mixture.') && !problems.has(path)) problems.set(path, sentence(issue.message));
  }
  return { scenario: parsed.success && problems.size === 0 ? parsed.output : null, problems };
}
