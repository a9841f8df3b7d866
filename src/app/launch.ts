/** Reads what an address asks for: which scenario, with which seeds and settings, on which backend and engine. */
import { messageOf } from '../lab/message-of.ts';
import { parseEngine } from '../experiment/engine-wish.ts';
import { parseFirstSeed, parseSeedCount, type SeedRange } from '../experiment/seed-range.ts';
import { parseSettings } from '../experiment/settings.ts';
import type { BackendWish } from '../lab/engine/device.ts';
import type { EngineWish } from '../lab/engine/make.ts';
import { findMethod } from '../lab/reward/methods/index.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { findScenario, SCENARIOS } from '../scenarios/index.ts';
import type { OpenRequest } from '../worker/protocol.ts';

export interface Launch {
  scenario: Scenario;
  request: OpenRequest;
  /** Parts of the address that were not understood; the defaults stand in for them. */
  problems: string[];
}

const BACKENDS: readonly BackendWish[] = ['auto', 'webgpu', 'webgl', 'cpu'];
const FIRST = 'forgotten-footnote';

/**
 * @param query e.g. "?seed=3&seeds=4&methods=static-prior,focal-prior&set=focal.gamma=3&backend=cpu&engine=ops&base=fresh"
 */
export function readLaunch(query: string): Launch {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const read = <Value>(name: string, fallback: Value, parse: (text: string) => Value): Value => {
    const text = parameters.get(name);
    if (text === null) return fallback;
    try {
      return parse(text);
    } catch (error) {
      problems.push(messageOf(error));
      return fallback;
    }
  };
  const scenario = read('scenario', SCENARIOS.find(({ id }) => id === FIRST) ?? SCENARIOS[0]!, findScenario);
  const methods = read('methods', scenario.methods, (text) =>
    [...new Set(text.split(','))].map((id) => findMethod(id).id),
  );
  const first = read('seed', 1, (text) => parseFirstSeed(text, 'seed'));
  const count = read<SeedRange['count']>('seeds', 'auto', (text) => parseSeedCount(text, first, 'seeds'));
  const backend = read<BackendWish>('backend', 'auto', (text) => {
    const found = BACKENDS.find((name) => name === text);
    if (!found) throw new Error(`backend is "${text}"; allowed is ${BACKENDS.join(', ')}.`);
    return found;
  });
  const engine = read<EngineWish>('engine', 'auto', (text) => parseEngine(text, 'engine'));
  const freshBase = read('base', false, (text) => {
    if (text !== 'fresh') throw new Error(`base is "${text}"; allowed is fresh.`);
    return true;
  });
  let settings = parseSettings([], scenario.training);
  try {
    settings = parseSettings(parameters.getAll('set'), scenario.training);
  } catch (error) {
    problems.push(messageOf(error));
  }
  return {
    scenario,
    request: {
      scenario: scenario.id,
      methods: [...methods],
      seeds: { first, count },
      ...settings,
      backend,
      engine,
      freshBase,
    },
    problems,
  };
}
