/** Whether somebody sees the page for the first time, and plainly: nothing was asked for, nothing is embedded. */

const KEY = 'focal-lab-tour';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * @param search the address's query; whatever stands in it (a run set up, an embed, tour=off) has its own purpose
 * @param hash its fragment, which a shared run may use
 * @param store gives the browser's storage, or throws where it is blocked: then every visit would be the first
 */
export function isFirstVisit(search: string, hash: string, store: () => Store): boolean {
  if (search.length > 1 || hash.length > 1) return false;
  try {
    return store().getItem(KEY) === null;
  } catch {
    return false;
  }
}

export function rememberVisit(store: () => Store): void {
  try {
    store().setItem(KEY, 'seen');
  } catch {
    // Storage is blocked: then the tour does not begin by itself either.
  }
}
