/** Base policies that were warm-started here, kept in the browser: the next run of the same scenario need not wait. */
import type { EngineName } from '../../lab/engine/make.ts';
import { parameterCount } from '../../lab/policy/shape.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';
import { madeOf } from '../made-of.ts';

/** Another number when a warm start comes to another policy than before. */
const VERSION = 1;
const NAME = 'focal-lab-bases';
/** Most that are kept; those used longest ago go first. */
const MOST = 12;

interface KeptBase {
  /** What it is made of. */
  key: string;
  parameters: Float32Array;
  used: number;
}

/** What warm-starts: another engine or device comes to another policy, if only in the last digits. */
export interface Maker {
  engine: EngineName;
  /** Its label. */
  device: string;
}

const keyOf = (scenario: Scenario, { engine, device }: Maker): string =>
  `${VERSION} ${engine} on ${device}: ${madeOf(scenario)}`;

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser’s database failed.'));
  });

/** Does something with the store; where the browser keeps nothing, nothing. */
async function withStore<Value>(work: (store: IDBObjectStore) => Promise<Value>): Promise<Value | undefined> {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('bases', { keyPath: 'key' });
    const database = await done(request);
    try {
      return await work(database.transaction('bases', 'readwrite').objectStore('bases'));
    } finally {
      database.close(); // once what was begun is written
    }
  } catch {
    return undefined;
  }
}

/** The base policy of a scenario by this maker, [N]; undefined where none is kept. */
export const keptBase = (scenario: Scenario, maker: Maker): Promise<Float32Array | undefined> =>
  withStore(async (store) => {
    const kept = (await done(store.get(keyOf(scenario, maker)))) as KeptBase | undefined;
    if (kept?.parameters.length !== parameterCount(scenarioShape(scenario))) return undefined;
    store.put({ ...kept, used: Date.now() });
    return kept.parameters;
  });

export async function keepBase(scenario: Scenario, maker: Maker, parameters: Float32Array): Promise<void> {
  if (!parameters.every(Number.isFinite)) return; // a device that failed would spoil later runs too
  await withStore(async (store) => {
    const fresh: KeptBase = { key: keyOf(scenario, maker), parameters, used: Date.now() };
    await done(store.put(fresh));
    const all = (await done(store.getAll())) as KeptBase[];
    const old = all.sort((a, b) => b.used - a.used).slice(MOST);
    for (const { key } of old) await done(store.delete(key));
  });
}
