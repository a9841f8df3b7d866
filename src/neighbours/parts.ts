/** Finds the named parts of a lab; who names one that is not there is told which there are. */
import type { Arm, LabScenario, Measure, Neighbour, Outcome } from './neighbour.ts';
import { said } from './said.ts';

function found<Part extends { id: string }>(
  lab: Neighbour,
  what: string,
  parts: readonly Part[],
  id: unknown,
): Part {
  const part = parts.find((each) => each.id === id);
  if (!part)
    throw new Error(
      `Unknown ${what} ${said(id)} of ${lab.name}; known are ${parts.map((each) => each.id).join(', ')}.`,
    );
  return part;
}

/** @throws naming the scenarios that there are */
export const findScenario = (lab: Neighbour, id: unknown): LabScenario =>
  found(lab, 'scenario', lab.scenarios, id);

/** @throws naming the arms that there are */
export const findArm = (lab: Neighbour, id: unknown): Arm => found(lab, 'arm', lab.arms, id);

/** @throws naming the outcomes that there are */
export const findOutcome = (lab: Neighbour, id: unknown): Outcome => found(lab, 'outcome', lab.outcomes, id);

/** @throws naming the measures that there are */
export const findMeasure = (lab: Neighbour, id: unknown): Measure => found(lab, 'measure', lab.measures, id);
