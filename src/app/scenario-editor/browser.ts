/** The browser's side of the scenario editor: a worker of its own, the tab's storage, downloads. */
import { TrainerClient } from '../../worker/client.ts';
import { saveText } from '../parts/save-file.ts';
import type { RunsDoor } from '../runs/RunsDoor.svelte.ts';
import type { Around, Wishes } from './around.ts';

const DRAFT = 'focal-lab-scenario-draft';

export const aroundBrowser = ({ backend, engine }: Wishes, runs: RunsDoor): Around => ({
  ...{ backend, engine },
  worker: (onReport) => new TrainerClient(onReport),
  read: () => {
    try {
      return sessionStorage.getItem(DRAFT);
    } catch {
      return null; // a private window
    }
  },
  write: (text) => {
    try {
      sessionStorage.setItem(DRAFT, text);
    } catch {
      // It is there as long as the page is.
    }
  },
  save: (text, fileName) => saveText(text, fileName, 'application/json'),
  train: (scenario) => runs.takeScenario(scenario),
});
