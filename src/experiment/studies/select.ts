/** Parts of results, as results of their own. */
import type { Variation } from '../design/design.ts';
import type { Results } from '../results.ts';

/** The runs whose variation passes, with a design that asks for no others. */
export function selected(results: Results, passes: (variation: Variation) => boolean): Results {
  const { design, runs } = results;
  return {
    ...results,
    runs: runs.filter(({ variation }) => passes(variation)),
    design: design && { ...design, variations: design.variations.filter(passes) },
  };
}

/** Runs in which one thing is varied, or nothing. */
export const onlyVaried = (results: Results, name: string): Results =>
  selected(results, (variation) => Object.keys(variation).every((own) => own === name));

/**
 * Runs in which one thing has a value, or does not matter, as if it had not been varied.
 *
 * @param value as the design has it
 */
export function held(results: Results, name: string, value: number): Results {
  const kept = (variation: Variation) => !(name in variation) || variation[name] === value;
  const without = ({ [name]: _, ...others }: Variation): Variation => others;
  const own = selected(results, kept);
  return {
    ...own,
    runs: own.runs.map((run) => ({ ...run, variation: without(run.variation) })),
    design: own.design && { ...own.design, variations: own.design.variations.map(without) },
  };
}
