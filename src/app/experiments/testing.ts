/** A browser for tests of experiments: it keeps them in memory, and its workers say what a test lets them say. */
import type { Command, Report } from '../../worker/protocol.ts';
import { documentOf, tell } from '../../worker/tell/tell.ts';
import type { KeptExperiment, WholeExperiment } from '../../worker/store/experiment-database.ts';
import type { Around } from './around.ts';

export interface TestWorker {
  sent: Command[];
  report(report: Report): void;
  disposed: boolean;
}

export function testBrowser() {
  const shelf = new Map<string, WholeExperiment>();
  const workers: TestWorker[] = [];
  const elsewhere = new Set<string>();
  const own = new Set<string>();
  const later: (() => void)[] = [];
  const state = { full: '', now: 1_000_000, rate: null as number | null, ids: 0 };
  const refuse = () => {
    if (state.full) throw new Error(state.full);
  };
  const around: Around = {
    ...{ backend: 'auto', engine: 'auto' },
    shelf: async () => {
      refuse();
      return {
        save: async (kept: KeptExperiment, known: boolean, { runs = [], forks = [], checkpoint } = {}) => {
          refuse();
          const before = shelf.get(kept.id);
          if (known && !before) throw new Error('It was deleted, perhaps in another tab.');
          shelf.set(kept.id, {
            kept,
            runs: [...(before?.runs ?? []), ...runs],
            forks: [...(before?.forks ?? []), ...forks],
            checkpoint: checkpoint === undefined ? (before?.checkpoint ?? null) : checkpoint,
          });
        },
        list: async () => [...shelf.values()].map(({ kept }) => kept).sort((a, b) => b.updated - a.updated),
        load: async (id: string) => shelf.get(id),
        delete: async (id: string) => void shelf.delete(id),
      };
    },
    teller: {
      tell: async (subject) => tell(subject),
      document: async (...asked) => documentOf(...asked),
    },
    worker: (onReport) => {
      const worker: TestWorker = { sent: [], report: onReport, disposed: false };
      workers.push(worker);
      return { send: (command) => worker.sent.push(command), dispose: () => (worker.disposed = true) };
    },
    lock: async (id) => {
      if (elsewhere.has(id) || own.has(id)) return null;
      own.add(id);
      return async () => own.delete(id);
    },
    locked: async () => [...own, ...elsewhere],
    newId: () => `e${++state.ids}`,
    now: () => state.now++,
    later: (work) => later.push(work),
    rate: { read: () => state.rate, write: (rate) => (state.rate = rate) },
  };
  /** Lets everything that waits for a promise go on. */
  const settled = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { around, shelf, workers, elsewhere, own, later, state, settled };
}
