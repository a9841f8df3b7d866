/** Set-ups of a lab as the page handles them: the usual one, what a change makes of one, and whether two are the same. */
import type { Field, LabPlan, Neighbour, Value } from '../../neighbours/neighbour.ts';
import { checkPlan } from '../../neighbours/plan.ts';
import { completeSettings, settingsThatDiffer } from '../../neighbours/settings.ts';

/** As many seeds as the page runs at once. */
export const MOST_SEEDS = 8;

/** With those settings alone that the scenario does not have anyway. */
const plain = (lab: Neighbour, plan: LabPlan): LabPlan => ({
  ...plan,
  settings: settingsThatDiffer(lab, plan.scenario, plan.settings),
});

/** What the page opens a lab with. */
export const usualPlan = (lab: Neighbour): LabPlan => plain(lab, checkPlan(lab));

/**
 * A plan with some of it replaced; settings are laid over those that it has.
 *
 * @throws at the first mistake, repeating it and saying what is allowed
 */
export function changed(lab: Neighbour, plan: LabPlan, change: Partial<LabPlan>): LabPlan {
  const next = { ...plan, ...change, settings: { ...plan.settings, ...change.settings } };
  return plain(lab, checkPlan(lab, next));
}

const told = (lab: Neighbour, { scenario, settings, arms, seeds }: LabPlan): string =>
  JSON.stringify([scenario, completeSettings(lab, scenario, settings), arms, seeds]);

export const samePlan = (lab: Neighbour, a: LabPlan, b: LabPlan): boolean => told(lab, a) === told(lab, b);

/** A setting as it is read: "0.05", "Tails", "on". */
export function valueTold(field: Field, value: Value): string {
  if (field.kind === 'switch') return value === true ? 'on' : 'off';
  if (field.kind === 'choice') return field.options.find(({ id }) => id === value)?.name ?? String(value);
  return String(value);
}
