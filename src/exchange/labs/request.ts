/** What a link asks of a lab, and how it is fitted to the lab: what the lab does not know is left out, and said. */
import type { LabPlan, Neighbour, Settings } from '../../neighbours/neighbour.ts';
import { messageOf } from '../../lab/message-of.ts';
import { checkPlan, checkSeeds } from '../../neighbours/plan.ts';
import { findArm, findScenario } from '../../neighbours/parts.ts';
import { checkValue, findField, settingsThatDiffer } from '../../neighbours/settings.ts';
import { refusal } from '../refusal.ts';

/** What is left out is as the page opens the lab. */
export interface LabRequest {
  lab: string;
  scenario?: string;
  /** Those that differ from the scenario's. */
  settings?: Settings;
  arms?: readonly string[];
  seeds?: readonly number[];
  /** Whether the study is to be shown, not a run. */
  study?: boolean;
}

/** The request that leads to a plan, without what goes without saying. */
export function requestOf(lab: Neighbour, id: string, plan: LabPlan, study = false): LabRequest {
  const usual = checkPlan(lab, { scenario: plan.scenario });
  const same = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);
  const settings = settingsThatDiffer(lab, plan.scenario, plan.settings);
  return {
    lab: id,
    ...(plan.scenario === lab.scenarios[0]!.id ? {} : { scenario: plan.scenario }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    ...(same(plan.arms, usual.arms) ? {} : { arms: plan.arms }),
    ...(same(plan.seeds, usual.seeds) ? {} : { seeds: plan.seeds }),
    ...(study ? { study } : {}),
  };
}

export interface Fitted {
  /** Complete and checked. */
  plan: LabPlan;
  study: boolean;
  /** What of the request was left out, and why: a sentence each, with what is allowed. */
  leftOut: string[];
}

/** Whatever is in the request, there is a plan: the lab's usual one in place of what it does not know. */
export function fitRequest(lab: Neighbour, request: LabRequest): Fitted {
  const leftOut: string[] = [];
  const tried = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      leftOut.push(`Left out: ${refusal(messageOf(error))}`);
      return undefined;
    }
  };
  const { scenario, settings = {}, arms, seeds } = request;
  const found = scenario === undefined ? undefined : tried(() => findScenario(lab, scenario).id);
  const fitting = Object.entries(settings).flatMap(
    ([id, value]) => tried(() => [[id, checkValue(findField(lab, id), value)] as const]) ?? [],
  );
  const known = [...new Set(arms)].flatMap((arm) => tried(() => findArm(lab, arm).id) ?? []);
  const sound = seeds && tried(() => checkSeeds(seeds));
  const plan = checkPlan(lab, {
    ...(found === undefined ? {} : { scenario: found }),
    settings: Object.fromEntries(fitting),
    ...(known.length > 0 ? { arms: known } : {}),
    ...(sound ? { seeds: sound } : {}),
  });
  return { plan, study: request.study ?? false, leftOut };
}
