/** Reads a results file that an experiment is to go on from, or that is to be merged with others. */
import { checkDesign } from './design/plan.ts';
import type { Design, Shard } from './design/design.ts';
import { RESULTS_VERSION, type Results } from './results.ts';

/** Results of an experiment, with what was asked. */
export type ExperimentResults = Results & { design: Design };

/**
 * @param text of a results file
 * @param where it is, for the message
 * @throws when it is none, of another version, or not of an experiment
 */
export function readResults(text: string, where: string): ExperimentResults {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${where} is not JSON: it may have been cut short.`);
  }
  const results = value as Partial<Results> | null;
  if (typeof results !== 'object' || results === null || !('formatVersion' in results))
    throw new Error(`${where} is not a results file: it has no formatVersion.`);
  if (results.formatVersion !== RESULTS_VERSION)
    throw new Error(
      `${where} has formatVersion ${JSON.stringify(results.formatVersion)}; this version of Focal Lab reads ${RESULTS_VERSION}.`,
    );
  if (!Array.isArray(results.runs) || !Array.isArray(results.forks) || typeof results.device !== 'object')
    throw new Error(`${where} is not a results file: it has no runs, forks or device.`);
  if (!results.design)
    throw new Error(`${where} is of a run of the page, not of an experiment: it has no design.`);
  checkDesign(results.design);
  return results as ExperimentResults;
}

/** What two designs differ in, in a few words; null where they are the same. */
export function difference(a: Design, b: Design): string | null {
  for (const key of Object.keys({ ...a, ...b }) as (keyof Design)[]) {
    const [mine, other] = [a[key], b[key]];
    if (JSON.stringify(mine) !== JSON.stringify(other)) return key;
  }
  return null;
}

export const shardText = (shard: Shard | null): string =>
  shard ? `shard ${shard.index}/${shard.of}` : 'all seeds';
