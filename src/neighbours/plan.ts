/** Completes and checks what a run of a lab, or its study, is to train. */
import { MAX_SEED, MAX_SEED_COUNT } from '../experiment/seed-range.ts';
import { MOST_PAIRS } from '../experiment/statistics/wilcoxon.ts';
import type { LabPlan, Neighbour, Settings } from './neighbour.ts';
import { findArm, findScenario } from './parts.ts';
import { said } from './said.ts';
import { checkSettings, completeSettings } from './settings.ts';

/** Scenarios times arms times seeds of a lab. */
export interface StudyPlan {
  lab: string;
  scenarios: readonly string[];
  arms: readonly string[];
  seeds: readonly number[];
  /** Over every scenario's. */
  settings: Settings;
}

/** Seeds of a study where nothing else is said: 1 to 8. */
export const STUDY_SEEDS = 8;

/** The first seeds: 1, 2, 3, … */
export const firstSeeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/**
 * @param most how many there may be
 * @throws repeating what is wrong, with what is allowed
 */
export function checkSeeds(seeds: readonly number[], most: number = MAX_SEED_COUNT): readonly number[] {
  if (seeds.length < 1 || seeds.length > most)
    throw new Error(`There are ${seeds.length} seeds; allowed are 1 to ${most}.`);
  const odd = seeds.find((seed) => !Number.isInteger(seed) || seed < 0 || seed > MAX_SEED);
  if (odd !== undefined)
    throw new Error(`A seed is ${said(odd)}; allowed is a whole number from 0 to ${MAX_SEED}.`);
  return distinct('seed', seeds);
}

function distinct<Item>(what: string, items: readonly Item[]): readonly Item[] {
  const twice = items.find((item, i) => items.indexOf(item) < i);
  if (twice !== undefined)
    throw new Error(`The ${what} ${said(twice)} is there twice; each is allowed once.`);
  return items;
}

function checkNames(
  what: 'scenario' | 'arm',
  ids: readonly string[],
  find: (id: string) => unknown,
): readonly string[] {
  if (ids.length === 0) throw new Error(`There is no ${what}; at least one is needed.`);
  ids.forEach(find);
  return distinct(what, ids);
}

const checkArms = (lab: Neighbour, arms: readonly string[]) =>
  checkNames('arm', arms, (id) => findArm(lab, id));

/**
 * A whole plan of part of one: what is left out is as the page opens the lab. Settings come out complete.
 *
 * @throws at the first mistake, repeating it and saying what is allowed
 */
export function checkPlan(lab: Neighbour, part: Partial<LabPlan> = {}): LabPlan {
  const scenario = findScenario(lab, part.scenario ?? lab.scenarios[0]!.id).id;
  return {
    scenario,
    settings: completeSettings(lab, scenario, part.settings),
    arms: checkArms(lab, part.arms ?? lab.usual.arms),
    seeds: checkSeeds(part.seeds ?? firstSeeds(lab.usual.seeds)),
  };
}

/**
 * The same of a study: what is left out is as the lab's own study has it. Settings stay what is over the scenarios'.
 *
 * @throws at the first mistake, repeating it and saying what is allowed
 */
export function checkStudy(
  lab: Neighbour,
  id: string,
  part: Partial<Omit<StudyPlan, 'lab'>> = {},
): StudyPlan {
  const { study } = lab;
  const plan: StudyPlan = {
    lab: id,
    scenarios: checkNames('scenario', part.scenarios ?? study.scenarios, (name) => findScenario(lab, name)),
    arms: checkArms(lab, part.arms ?? study.arms),
    seeds: checkSeeds(part.seeds ?? firstSeeds(STUDY_SEEDS), MOST_PAIRS),
    settings: checkSettings(lab, part.settings ?? study.settings ?? {}),
  };
  for (const scenario of plan.scenarios) completeSettings(lab, scenario, plan.settings);
  return plan;
}
