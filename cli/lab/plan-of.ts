/** The study of a lab that flags describe. */
import type { Neighbour, Settings } from '../../src/neighbours/neighbour.ts';
import { checkStudy, type StudyPlan } from '../../src/neighbours/plan.ts';
import { parseSetting } from '../../src/neighbours/settings.ts';
import { parseSeeds } from '../../src/experiment/seeds.ts';

/** Flags that say what is run. */
export interface LabFlags {
  scenario?: string | undefined;
  arms?: string | undefined;
  seeds?: string | undefined;
  steps?: string | undefined;
  set: readonly string[];
}

/** Whether anything is said of what to run. */
export const saysPlan = ({ scenario, arms, seeds, steps, set }: LabFlags): boolean =>
  set.length > 0 || [scenario, arms, seeds, steps].some((value) => value !== undefined);

const list = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()))];

function settingsOf(lab: Neighbour, { set, steps }: LabFlags): Settings {
  if (steps !== undefined && !lab.fields.some(({ id }) => id === 'steps'))
    throw new Error(
      `--steps is "${steps}", but ${lab.name} has no setting of that name; it has ${lab.fields.map(({ id }) => id).join(', ')}.`,
    );
  const texts = [...set, ...(steps === undefined ? [] : [`steps=${steps}`])];
  const settings = texts.map((text) => parseSetting(lab, text));
  const ids = settings.map(([id]) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined)
    throw new Error(
      `${twice} is set twice (${texts.filter((text) => text.startsWith(`${twice}=`)).join(', ')}); each setting is allowed once.`,
    );
  return Object.fromEntries(settings);
}

/**
 * What the flags leave out is as the lab's study has it.
 *
 * @throws naming what is wrong and what is allowed
 */
export const planOf = (lab: Neighbour, id: string, flags: LabFlags): StudyPlan =>
  checkStudy(lab, id, {
    ...(flags.scenario === undefined ? {} : { scenarios: list(flags.scenario) }),
    ...(flags.arms === undefined ? {} : { arms: list(flags.arms) }),
    ...(flags.seeds === undefined ? {} : { seeds: parseSeeds(flags.seeds) }),
    settings: { ...lab.study.settings, ...settingsOf(lab, flags) },
  });
