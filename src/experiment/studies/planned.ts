/** The planned comparisons in words: where focal is ahead and behind on the worst criterion and on the direct score. */
import { comparisons } from '../analysis/comparisons.ts';
import type { Comparison } from '../analysis/shapes.ts';
import type { Results } from '../results.ts';
import { differenceText, listed } from './words.ts';

/** Adjusted p from which a difference is called one. */
const LEVEL = 0.05;

/** In a word what the test allows to say; nothing where there is none. */
function leaning({ adjusted, difference }: Pick<Comparison, 'adjusted' | 'difference'>): string {
  if (adjusted === null) return '';
  if (adjusted > LEVEL) return 'undecided ';
  return difference.mean > 0 ? 'ahead ' : 'behind ';
}

/** Most sentences where nothing was planned: the tables have the rest. */
const MOST = 8;

/**
 * A sentence for each scenario, arm and baseline: of what was planned, or where nothing was, of the first
 * comparisons there are.
 */
export function planned(results: Results): string[] {
  const all = comparisons(results).filter(({ metric }) => metric === 'worst' || metric === 'direct');
  const some = all.filter((comparison) => comparison.planned);
  const known = some.length > 0 ? some : all;
  const pairs = new Map<string, Comparison[]>();
  for (const each of known) {
    const key = `${each.scenario}/${each.arm.label}/${each.baseline.label}`;
    pairs.set(key, [...(pairs.get(key) ?? []), each]);
  }
  // Under equal weights the prior is the uniform one: what is the same is said once.
  const sentences = new Map<string, string[]>();
  for (const own of pairs.values()) {
    const { scenario, arm, baseline } = own[0]!;
    const said = own.map((each) => `${leaning(each)}on the ${each.metric} score, ${differenceText(each)}`);
    const key = JSON.stringify([`${results.scenarios[scenario]!.name}, ${arm.label}`, said.join('; ')]);
    sentences.set(key, [...(sentences.get(key) ?? []), baseline.label]);
  }
  return [...sentences].slice(0, some.length > 0 ? Infinity : MOST).map(([key, baselines]) => {
    const [what, said] = JSON.parse(key) as [string, string];
    return `${what} against ${listed(baselines)}: ${said}.`;
  });
}
