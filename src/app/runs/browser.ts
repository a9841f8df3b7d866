/** The browser's side of kept runs: its database, locks, storage, downloads and clipboard. */
import { runDatabase } from '../../worker/store/database.ts';
import { lockedRun, lockName } from '../../worker/store/lock-name.ts';
import { saveBlob } from '../parts/save-file.ts';
import type { Around, Page } from './around.ts';

export function aroundBrowser(page: Page): Around {
  return {
    ...page,
    shelf: runDatabase,
    open: async () => {
      const { held = [] } = (await navigator.locks?.query()) ?? {};
      return held.flatMap(({ name }) => lockedRun(name) ?? []);
    },
    alone: (id, work) =>
      navigator.locks
        ? navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
            if (lock) await work();
            return lock !== null;
          })
        : work().then(() => true),
    usage: async () => (await navigator.storage?.estimate())?.usage ?? null,
    save: (content, fileName, type) => saveBlob(new Blob([content], { type }), fileName),
    copy: (text) => navigator.clipboard.writeText(text),
    now: () => Date.now(),
  };
}
