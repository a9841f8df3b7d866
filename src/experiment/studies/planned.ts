/** The planned comparisons in words: where focal wins, ties and loses on the worst criterion and on the direct score. */
import { comparisons } from '../analysis/comparisons.ts';
import type { Comparison } from '../analysis/shapes.ts';
import type { Results } from '../results.ts';
import { differenceText } from './words.ts';

/** Higher, lower, or neither: whether the interval leaves 0 out. */
export function leaning({
  difference: { low, high },
}: Pick<Comparison, 'difference'>): 'higher' | 'lower' | 'open' {
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'open';
}

/** A sentence for each scenario. */
export function planned(results: Results): string[] {
  const known = comparisons(results).filter((comparison) => comparison.planned);
  return [...new Set(known.map(({ scenario }) => scenario))].map((scenario) => {
    const own = known.filter((comparison) => comparison.scenario === scenario);
    const against = [...new Set(own.map(({ baseline }) => baseline.label))].map((label) => {
      const said = own
        .filter(({ baseline }) => baseline.label === label)
        .map((comparison) => `${comparison.metric} ${differenceText(comparison)}`);
      return `against ${label}, ${said.join(' and ')}`;
    });
    return `${results.scenarios[scenario]!.name}: focal ${against.join('; ')}.`;
  });
}
