/** What was measured on eight seeds at full length, from docs/results.json: never a number typed into a text. */
import results from '../../../docs/results.json';

type Outcome = 'worst' | 'direct' | 'strict';

interface Row {
  scenario: string;
  method: string;
  finals: Readonly<Record<Outcome, readonly (number | null)[]>>;
}

export const MEASURED_SEEDS: readonly number[] = results.seeds;

/** A method's final values by seed; the first row of a method is the one as it comes. */
const finals = (scenario: string, method: string, outcome: Outcome) =>
  (results.rows as readonly Row[]).find((row) => row.scenario === scenario && row.method === method)?.finals[
    outcome
  ] ?? [];

/** Focal less another method, seed by seed. */
export const measured = (scenario: string, against: string, outcome: Outcome): number[] => {
  const others = finals(scenario, against, outcome);
  return finals(scenario, 'focal-prior', outcome).flatMap((value, i) => {
    const other = others[i];
    return value === null || other === null || other === undefined ? [] : [value - other];
  });
};
