/** What keeping a run costs, as lines to read. */
import type { KeepingFigures } from './keeping.ts';

export const keepingTable = (all: readonly KeepingFigures[]): string =>
  [
    `Keeping a run, a snapshot every ${all[0]?.every ?? 0} steps, written to the browser's database. ${all[0]?.device ?? ''}`,
    'lanes  ms/step with  without  ratio (lowest to highest)  saved run',
    ...all.map(
      ({ lanes, withMs, withoutMs, ratio: [mid, low, high], steps, fileBytes }) =>
        `${String(lanes).padStart(5)}  ${withMs.toFixed(1).padStart(12)}  ${withoutMs.toFixed(1).padStart(7)}  ` +
        `${mid.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})     ${(fileBytes / 2 ** 20).toFixed(1)} MiB after ${steps} steps`,
    ),
  ].join('\n');
