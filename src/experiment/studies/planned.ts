/** The planned comparisons in words: where focal is ahead and behind on the worst criterion and on the direct score. */
import { comparisons } from '../analysis/comparisons.ts';
import type { Comparison } from '../analysis/shapes.ts';
import type { Results } from '../results.ts';
import { differenceText } from './words.ts';

/** Ahead, behind, or neither: whether the interval leaves 0 out. */
function leaning({ difference: { low, high } }: Pick<Comparison, 'difference'>): string {
  if (low > 0) return 'ahead';
  return high < 0 ? 'behind' : 'neither ahead nor behind';
}

/** A sentence for each scenario and baseline. */
export function planned(results: Results): string[] {
  const known = comparisons(results).filter((comparison) => comparison.planned);
  const pairs = new Map<string, Comparison[]>();
  for (const each of known) {
    const key = `${each.scenario}/${each.baseline.label}`;
    pairs.set(key, [...(pairs.get(key) ?? []), each]);
  }
  return [...pairs.values()].map((own) => {
    const { scenario, baseline } = own[0]!;
    const said = own.map((each) => `${leaning(each)} on the ${each.metric} score, ${differenceText(each)}`);
    return `${results.scenarios[scenario]!.name}, focal against ${baseline.label}: ${said.join('; ')}.`;
  });
}
