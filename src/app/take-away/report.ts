/** A report of the page's run: what it says, gathered from the run as it stands. */
import type { Fact, Report, ReportMethod, ReportTable } from '../../exchange/report/content.ts';
import { reportDocument } from '../../exchange/report/report.ts';
import { Markup } from '../../exchange/markup.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import { VOCABULARY } from '../../lab/language/words.ts';
import { parameterCount } from '../../lab/policy/shape.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { parameterOf } from '../../lab/reward/methods/method.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import { deviation } from '../../lab/spread.ts';
import { figure } from '../figures/index.ts';
import { computedParts, ranParts } from '../figures/provenance.ts';
import { dayOf } from '../format.ts';
import { CONFIDENCE, linked } from '../methods/sources.ts';
import { comparable, METRICS, outcomeRows } from '../panels/outcome-rows.ts';
import { verdict } from '../panels/verdict.ts';
import { describeEdit } from '../state/describe-edit.ts';
import { valueText } from '../state/describe-parameter.ts';
import { OUTCOME_STEPS } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';
import { spokesman } from '../state/spokesman.ts';
import { reportRubric } from './report-rubric.ts';

/** What is known of a run besides itself. */
export interface About {
  /** Its name; the scenario's, if left out. */
  name?: string;
  notes?: string;
  /** All that it takes to have it again: a recipe's document. */
  recipe?: object;
  /** The day of the report, e.g. "2026-11-21". */
  today: string;
}

/** @returns an HTML document that stands alone */
export const reportHtml = (run: Run, about: About): string => reportDocument(reportOf(run, about));

function reportOf(run: Run, { name, notes, recipe, today }: About): Report {
  const { head, scenario, methods, seeds } = run;
  const rows = outcomeRows(run, head);
  return {
    title: name?.trim() || `${scenario.name}, ${head + 1} steps`,
    date: dayOf(today),
    ran: [ranParts(run, head).join(' · '), computedParts(run).join(' · ')],
    notes: notes?.trim() ?? '',
    summary: scenario.summary,
    caveat: caveatOf(run),
    verdict: verdict(
      methods.map((method) => method.name),
      comparable(rows),
    ),
    health: healthOf(run),
    outcome: outcomeOf(run, rows),
    figures: (['effort', 'criteria', 'outcome'] as const).map(
      (kind) => new Markup(figure(run, kind, head).svg),
    ),
    setUp: [
      ['scenario', `${scenario.name} (${scenario.id})`],
      ['methods', methods.map((method) => method.name).join(', ')],
      ['seeds', seeds.join(', ')],
      ['steps', `${head + 1} of ${run.steps}`],
      ['computed by', computedParts(run).join(', ')],
      ['policy', `${parameterCount(scenarioShape(scenario)).toLocaleString('en-US')} parameters`],
    ],
    training: Object.entries(run.live.training).map(([key, value]): Fact => [key, plain(value)]),
    methods: methods.map(({ id }) => methodOf(run, id)),
    confidence: Object.entries(CONFIDENCE),
    rubric: reportRubric(run),
    edits: run.edits.map((edit): Fact => [String(edit.step), describeEdit(edit, run.columns)]),
    recipe: recipe ? JSON.stringify(recipe, null, 2) : '',
  };
}

const plain = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);

const caveatOf = ({ scenario }: Run): string =>
  `This is a toy: ${VOCABULARY} words, ${TOPICS.length} prompts, a transformer of ` +
  `${parameterCount(scenarioShape(scenario)).toLocaleString('en-US')} parameters, a judge that is a set of rules. ` +
  'Nothing here is evidence about large language models. All seeds start from one base policy, so the spread ' +
  'over seeds does not include how base policies differ.';

/** How each method does: a seed of it in trouble speaks first. */
const healthOf = ({ health, lanes, methods }: Run): Fact[] =>
  methods.flatMap((method) => {
    const own = <Of>(list: readonly Of[]): Of[] => method.lanes.flatMap((lane) => list.slice(lane, lane + 1));
    const told = spokesman(own(health), own(lanes), 0);
    return told ? [[told.who, `${told.word}. ${told.sentence}`]] : [];
  });

function outcomeOf({ head, seeds }: Run, rows: ReturnType<typeof outcomeRows>): ReportTable {
  const said = (mean: number, values: readonly number[]): string => {
    if (!Number.isFinite(mean)) return '–';
    return mean.toFixed(3) + (values.length > 1 ? `\u00a0±\u00a0${deviation(values).toFixed(3)}` : '');
  };
  const steps = Math.min(OUTCOME_STEPS, head + 1);
  return {
    caption:
      `Mean of the last ${steps} ${steps === 1 ? 'step' : 'steps'}` +
      (seeds.length > 1
        ? `, then mean ± sample standard deviation over ${seeds.length} seeds.`
        : ', one seed.'),
    head: ['method', ...METRICS.map(({ label }) => label), 'n'],
    rows: rows.map(({ method, metrics }) => [
      method.name,
      ...metrics.map(({ mean, values }) => said(mean, values)),
      String(method.lanes.length),
    ]),
  };
}

function methodOf({ live: { parameters, formula } }: Run, id: string): ReportMethod {
  const method = findMethod(id);
  const set = method.parameters.map(
    (own) => `${own.label} ${valueText(own, parameterOf(method.parameters, parameters, own.name))}`,
  );
  return {
    ...{ name: method.name, idea: method.idea, confidence: method.confidence },
    parameters: [...(id === 'custom' ? [`formula ${formula}`] : []), ...set].join(', '),
    source: linked(method.source),
  };
}
