/** What captions are written from: the group that is looked at, or the example, with the settings of its step. */
import { TOPICS } from '../../lab/language/topics.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { categories } from '../../lab/reward/reward.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Told } from './caption-text.ts';
import { EXAMPLE_NAMES } from './example.ts';
import type { Example } from './Example.svelte.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';

/**
 * Null before the first numbers.
 *
 * @param id of the method that wrote the group
 */
export function toldOfRun(run: Pick<Run, 'explained' | 'group' | 'edits' | 'live'>, id: string): Told | null {
  const { explained, group } = run;
  if (!explained || !group) return null;
  const { parameters, training, formula } = settingsAt(run.live, run.edits, group.step);
  return {
    group: explained,
    names: group.criteria.map(({ name }) => name),
    active: group.criteria.map(({ active }) => active),
    hardRule: group.criteria.map(({ kind }) => kind === 'hard-rule'),
    category: categories(group.criteria),
    step: group.step,
    answers: TOPICS.length * explained.rollouts.length,
    method: findMethod(id),
    parameters,
    advantage: training,
    formula,
  };
}

/** Of the group that the page shows, by whoever wrote it. */
export function toldOfSeen(run: Run): Told | null {
  const lane = run.lanes[run.seen.lane];
  // A rubric of another length belongs to another run.
  if (!lane || run.explained?.prior.length !== run.group?.criteria.length) return null;
  return toldOfRun(run, lane.method);
}

export function toldOfExample({ group, turned }: Pick<Example, 'group' | 'turned'>): Told {
  const { gamma, tau, epsilon } = turned;
  return {
    group,
    names: EXAMPLE_NAMES,
    active: EXAMPLE_NAMES.map(() => true),
    hardRule: EXAMPLE_NAMES.map(() => false),
    category: EXAMPLE_NAMES.map(() => 0),
    step: 0,
    answers: group.rollouts.length,
    method: { ...findMethod('focal-uniform'), name: 'focal' },
    parameters: { 'focal.gamma': gamma, 'focal.tau': tau, 'focal.epsilon': epsilon },
    advantage: { scaleRewards: 'group', matchRewardScale: false, promptGamma: 0 },
    formula: '',
  };
}
