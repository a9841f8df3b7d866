/** The browser's side of experiments: a worker of their own, the database, locks, and what the device was found to reach. */
import { TrainerClient } from '../../worker/client.ts';
import { Teller } from '../../worker/tell/client.ts';
import { ExperimentDatabase } from '../../worker/store/experiment-database.ts';
import type { Around, Wishes } from './around.ts';

const LOCK = 'focal-lab/experiment/';
const RATE = 'focal-lab-experiment-rate';

export function aroundBrowser(wishes: Wishes): Around {
  let shelf: Promise<ExperimentDatabase> | null = null;
  return {
    ...{ backend: wishes.backend, engine: wishes.engine },
    shelf: () => {
      shelf ??= ExperimentDatabase.open();
      shelf.catch(() => (shelf = null));
      return shelf;
    },
    teller: new Teller(),
    worker: (onReport) => new TrainerClient(onReport),
    lock,
    locked: async () => {
      const { held = [] } = (await navigator.locks?.query()) ?? {};
      return held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : []));
    },
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    later: (work, milliseconds) => setTimeout(work, milliseconds),
    rate: rateOn(`${wishes.backend} ${wishes.engine}`),
  };
}

/** Held for as long as the browser keeps the promise waiting; a tab that is closed lets go of it. */
function lock(id: string): ReturnType<Around['lock']> {
  if (!navigator.locks) return Promise.resolve(async () => {});
  return new Promise((resolve, reject) => {
    const request = navigator.locks.request(LOCK + id, { ifAvailable: true }, (held) => {
      if (!held) return resolve(null);
      return new Promise<void>((release) =>
        resolve(() => {
          release();
          return request;
        }),
      );
    });
    request.catch(reject);
  });
}

/** @param what computed, since another is faster or slower */
function rateOn(what: string): Around['rate'] {
  return {
    read: () => {
      try {
        const [known, rate] = JSON.parse(localStorage.getItem(RATE) ?? '[]') as [string?, number?];
        return known === what && typeof rate === 'number' && rate > 0 ? rate : null;
      } catch {
        return null; // a private window
      }
    },
    write: (rate) => {
      try {
        localStorage.setItem(RATE, JSON.stringify([what, rate]));
      } catch {
        // It is measured anew next time.
      }
    },
  };
}
