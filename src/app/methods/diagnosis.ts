/** What sets a lane apart from static weighting, and what stands in its way, in words. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { mean } from '../../lab/spread.ts';

export interface Diagnosis {
  text: string;
  /** Ids of the criteria whose editor may help. */
  criteria: readonly string[];
  /** Whether it needs a look. */
  trouble: boolean;
}

/** A correlation below this is called a contradiction. */
const CONTRADICTION = -0.5;

const share = (value: number): string => `${Math.round(100 * value)}%`;

/**
 * @param lanes latest records of each lane of one method, at least one each; numbers are means over them
 * @param nameOf name of a criterion by its id
 */
export function diagnose(
  lanes: readonly (readonly StepRecord[])[],
  method: { id: string; name: string },
  nameOf: (id: string) => string,
): Diagnosis[] {
  const average = (records: readonly StepRecord[], pick: (record: StepRecord) => number) =>
    mean(records.map(pick).filter((value) => Number.isFinite(value)));
  const all = lanes.flat();
  const found: Diagnosis[] = [];
  const say = (text: string, trouble = false, criteria: readonly string[] = []) =>
    found.push({ text, trouble, criteria });

  const correlations = lanes.map((records) => average(records, (record) => record.lowestCorrelation));
  const lowest = Math.min(...correlations);
  if (lowest < CONTRADICTION) {
    const { criteria, contradicting } = lanes[correlations.indexOf(lowest)]!.at(-1)!;
    const ids = contradicting.map((place) => criteria[place] ?? '').filter(Boolean);
    const [a, b] = ids.map(nameOf);
    say(
      `${a} and ${b} contradict each other: within groups their scores go opposite ways ` +
        `(correlation ${lowest.toFixed(2).replace('-', '−')}), so their signals cancel.`,
      true,
      ids,
    );
  }
  if (method.id === 'static-prior') {
    say('This is static weighting itself: there is nothing to set it apart from.');
  } else {
    const flips = average(all, (record) => record.signFlips);
    const distance = average(all, (record) => record.rankDistance);
    const top = average(all, (record) => record.topAgreement);
    if (Number.isFinite(flips))
      say(
        `${share(flips)} of answers are pushed the other way than by static weights; ` +
          `${share(distance)} of pairs change order; ` +
          `the same answer is best in ${share(top)} of groups.`,
      );
  }
  const silent = average(all, (record) => record.fracRewardZeroStd);
  if (silent > 0)
    say(`${share(silent)} of groups have equal rewards throughout and teach nothing.`, silent > 0.5);
  return found;
}

/** What to say when a method's rule gave no weights; empty when it always did. */
export function fellBackText(
  records: readonly StepRecord[],
  groups: number,
  method: { id: string; name: string },
): string {
  const count = records.reduce((sum, record) => sum + (record.groupsFellBack || 0), 0);
  if (count === 0) return '';
  const rule = method.id === 'custom' ? 'the formula' : `the rule of ${method.name}`;
  return `In ${count} of ${groups * records.length} groups ${rule} gave no usable weights; the prior stood in.`;
}
