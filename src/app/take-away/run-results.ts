/** The page's run as results, in the format that the command line writes (docs/results-format.md). */
import type { Results } from '../../experiment/results.ts';
import { resultsOf } from '../../experiment/results-of.ts';
import type { Run } from '../state/Run.svelte.ts';

export function runResults(run: Run): Results {
  const { scenario, initial, columns, lanes, edits, length } = run;
  const { training, parameters } = run.live;
  return resultsOf({
    ...{ scenario, training, parameters, lanes, edits },
    // Whoever came later, with the weight it has by now.
    rubric: columns.map((column) => initial.find(({ id }) => id === column.id) ?? column),
    date: new Date().toISOString().slice(0, 10),
    records: run.records.map((records) => records.slice(0, length)),
    device: deviceOf(run),
  });
}

/** What is not known is null in the file: NaN becomes that. */
function deviceOf({ device, engine, recorded, secondsPerStep }: Run): Results['device'] {
  if (recorded) {
    const { device: label, engine: name } = recorded.recording.made;
    const software = label.includes('processor');
    return {
      ...{ backend: 'webgpu', label, vendor: '', architecture: '', software, engine: name }, // `npm run record` knows no other
      ...{ dispatchesPerStep: null, secondsPerStep: NaN },
    };
  }
  const unknown = { backend: 'cpu', label: 'unknown', vendor: '', architecture: '', software: true } as const;
  return {
    ...(device ?? unknown),
    ...{ engine: engine ?? 'unknown', dispatchesPerStep: null, secondsPerStep: secondsPerStep || NaN },
  };
}
