/** Metrics of an experiment as CSV: one row per run and step, columns by TRL's names where it has one. */
import { variationParts } from '../experiment/design/design.ts';
import type { ResultStep, Results } from '../experiment/results.ts';

/** Quotes a cell where needed; text that a spreadsheet would run as a formula is made plain text. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value === null ? '' : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text;
}

const PLAIN: [string, keyof ResultStep][] = [
  ['score/direct', 'direct'],
  ['score/direct_current', 'directCurrent'],
  ['score/worst', 'worst'],
  ['score/strict', 'strict'],
  ['judge/direct', 'judgeDirect'],
  ['judge/direct_current', 'judgeDirectCurrent'],
  ['judge/worst', 'judgeWorst'],
  ['judge/strict', 'judgeStrict'],
  ['reward', 'reward'],
  ['reward_std', 'rewardStd'],
  ['frac_reward_zero_std', 'fracRewardZeroStd'],
  ['kl', 'kl'],
  ['kl/sequence', 'klSequence'],
  ['entropy', 'entropy'],
  ['loss', 'loss'],
  ['grad_norm', 'gradNorm'],
  ['clip_ratio/region_mean', 'clipRatio'],
  ['completions/mean_length', 'meanLength'],
  ['groups_without_signal', 'groupsWithoutSignal'],
  ['groups_fell_back', 'groupsFellBack'],
  ['sign_flips', 'signFlips'],
  ['rank_distance', 'rankDistance'],
  ['top_agreement', 'topAgreement'],
  ['lowest_correlation', 'lowestCorrelation'],
];

const PER_CRITERION: [
  (id: string) => string,
  'scores' | 'judgeScores' | 'saturation' | 'weights' | 'effort',
][] = [
  [(id) => `score/${id}`, 'scores'],
  [(id) => `rewards/${id}/mean`, 'judgeScores'],
  [(id) => `saturation/${id}`, 'saturation'],
  [(id) => `reward_weights/${id}`, 'weights'],
  [(id) => `effort/${id}`, 'effort'],
];

/** Numbers carry 7 significant digits, what a 32-bit float holds; what is no number leaves its cell empty. */
const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(7));

export function metricsCsv(results: Results): string {
  const ids = [
    ...new Set(Object.values(results.scenarios).flatMap(({ criteria }) => criteria.map(({ id }) => id))),
  ];
  const perCriterion = ids.flatMap((id) =>
    PER_CRITERION.map(([name, field]) => ({ name: name(id), field, id })),
  );
  const header = [
    'scenario',
    'method',
    'variation',
    'seed',
    'step',
    ...PLAIN.map(([name]) => name),
    ...perCriterion.map(({ name }) => name),
  ];
  const rows = results.runs.flatMap((run) =>
    run.steps.map((step) => [
      run.scenario,
      run.method,
      variationParts(run.variation).join(' '),
      run.seed,
      step.step,
      ...PLAIN.map(([, field]) => rounded(step[field] as number | null)),
      ...perCriterion.map(({ field, id }) => rounded(step[field][id] ?? null)),
    ]),
  );
  return [header, ...rows].map((row) => row.map(csvCell).join(',')).join('\n') + '\n';
}
