/** What kept runs need of the browser and of the page around them: given from outside, so that tests can do without. */
import type { BackendWish } from '../../lab/engine/device.ts';
import type { KeptRun, WholeRun } from '../../worker/store/kept-run.ts';

export interface Shelf {
  list(): Promise<KeptRun[]>;
  load(id: string): Promise<WholeRun | undefined>;
  describe(id: string, words: Partial<Pick<KeptRun, 'name' | 'notes'>>): Promise<void>;
  delete(id: string): Promise<void>;
  snapshotSteps(id: string): Promise<number[]>;
  drop(id: string, steps: readonly number[]): Promise<void>;
}

/** What the page says of itself. */
export interface Page {
  backend: BackendWish;
  /** Its address with the layout as it stands, without a fragment. */
  address: () => string;
  /** It stands in a frame of another page. */
  embedded: boolean;
  /** Called when the link in the address is opened. */
  arrived: () => void;
}

export interface Around extends Page {
  /** @throws when the browser keeps nothing */
  shelf: () => Promise<Shelf>;
  /** Ids of the runs that go on in this page or another. */
  open: () => Promise<string[]>;
  /** Does something to a run that goes on nowhere; false where it does. */
  alone: (id: string, work: () => Promise<void>) => Promise<boolean>;
  /** Bytes that the browser keeps for this page; null where it does not say. */
  usage: () => Promise<number | null>;
  save: (content: string | Uint8Array<ArrayBuffer>, fileName: string, type: string) => void;
  copy: (text: string) => Promise<void>;
  now: () => number;
}
