/** Other pages are told by a lock of this name that a run goes on. */

const PREFIX = 'focal-lab/run/';

export const lockName = (id: string): string => PREFIX + id;

/** The run that a lock is of; undefined for a lock of something else. */
export const lockedRun = (name: string | undefined): string | undefined =>
  name?.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
