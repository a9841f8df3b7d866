/** Opens a scenario in the page as it stands: no reload, the device stays, and the run that was open is kept as any other. */
import type { Scenario } from '../../lab/run/scenario.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { OpenRequest } from '../../worker/protocol.ts';
import { readLaunch } from '../launch.ts';
import { recordedRun } from '../recorded-run.ts';
import type { Recorded } from '../state/recorded.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Counts what was asked for: of several in a row only the last is opened. */
let asked = 0;

/**
 * Opens a scenario with its own methods and settings, on the seeds and the engine as they were wished; its recorded
 * run stands until something trains.
 *
 * @returns whether it was opened: false where another was asked for meanwhile
 */
export function openScenario(run: Run, id: string): Promise<boolean> {
  const scenario = findScenario(id);
  const { backend, engine } = run.asFork.request;
  const request: OpenRequest = {
    ...{ scenario: id, methods: [...scenario.methods], seeds: run.wishedSeeds, backend, engine },
    freshBase: false,
  };
  return stand(run, scenario, request);
}

/** Opens what the address asks for. */
export function openAddressed(run: Run): Promise<boolean> {
  const { scenario, request } = readLaunch(location.search);
  return stand(run, scenario, request);
}

async function stand(run: Run, scenario: Scenario, request: OpenRequest): Promise<boolean> {
  const mine = ++asked;
  let recorded: Recorded | undefined;
  try {
    // Whatever seeds are wished: its label tells it apart from the run to come, and the bar its seeds.
    recorded = await recordedRun(scenario, { ...request, seeds: { first: 1, count: 'auto' } });
  } catch (problem) {
    console.warn(problem); // the page is whole without it
  }
  if (mine !== asked) return false;
  run.openScenario(scenario, request, recorded);
  return true;
}

/** Names the scenario in the address; what was set for another goes. Going back leads to the one before. */
export function writeAddress(id: string): void {
  const query = new URLSearchParams(location.search);
  query.set('scenario', id);
  for (const name of ['methods', 'set', 'base']) query.delete(name);
  const address = `${location.pathname}?${query.toString().replaceAll('%2C', ',')}`;
  if (address !== location.pathname + location.search + location.hash) history.pushState(null, '', address);
}
