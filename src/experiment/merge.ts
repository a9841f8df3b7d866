/** Merges shards of one experiment to what one run of all of it would have given. */
import type { ExperimentResults } from './read-results.ts';
import { difference, shardText } from './read-results.ts';
import { resultsFrom } from './run/results-from.ts';
import type { Results } from './results.ts';

/**
 * @param parts each with where it is, for messages
 * @throws when they are not all the shards of one experiment, each once and complete
 */
export function mergeResults(parts: readonly { where: string; results: ExperimentResults }[]): Results {
  const [first] = parts;
  if (!first) throw new Error('There is nothing to merge.');
  const { design, shard } = first.results;
  for (const { where, results } of parts) {
    const differs = difference(design, results.design);
    if (differs !== null)
      throw new Error(`${where} is of another experiment than ${first.where}: their ${differs} differ.`);
    if (!results.shard) throw new Error(`${where} is no shard: it was run with all seeds.`);
    if (results.shard.of !== shard!.of)
      throw new Error(`${where} is ${shardText(results.shard)}, but ${first.where} is ${shardText(shard)}.`);
    if (results.device.engine !== first.results.device.engine)
      throw new Error(
        `${where} was computed by the engine ${results.device.engine}, ${first.where} by ${first.results.device.engine}: their runs are not the same bit for bit.`,
      );
    if (!results.complete)
      throw new Error(`${where} is not finished: finish it with --resume before it is merged.`);
  }
  const { of } = shard!;
  for (let index = 1; index <= of; index++) {
    const own = parts.filter(({ results }) => results.shard!.index === index);
    if (own.length === 0) throw new Error(`Shard ${index}/${of} is missing.`);
    if (own.length > 1)
      throw new Error(
        `Shard ${index}/${of} is there twice: in ${own.map(({ where }) => where).join(' and ')}.`,
      );
  }
  const ordered = [...parts].sort((a, b) => a.results.shard!.index - b.results.shard!.index);
  const all = ordered.map(({ results }) => results);
  const { device } = all[0]!;
  const labels = all.flatMap((results) => [results.device.label, ...results.otherDevices]);
  return resultsFrom({
    ...{ design, shard: null, device, checkpoint: null },
    date: all
      .map(({ date }) => date)
      .sort()
      .at(-1)!,
    otherDevices: [...new Set(labels)].filter((label) => label !== device.label),
    runs: all.flatMap(({ runs }) => runs),
    forks: all.flatMap(({ forks }) => forks),
  });
}
