/** All scenarios; a new one is a folder here, found by its scenario.json. */
import { parseScenario, type Scenario } from '../lab/run/scenario.ts';

const documents = import.meta.glob<unknown>('./*/scenario.json', { eager: true, import: 'default' });
const recordings = import.meta.glob<unknown>('./*/recorded.json', { import: 'default' });
const checkpoints = import.meta.glob<unknown>('./*/base.json', { import: 'default' });

/** From where focal wins to where it loses, and on to what no weighting sees; one that is not named comes last. */
const ORDER = [
  'forgotten-footnote',
  'short-but-sourced',
  'short-or-complete',
  'nothing-to-fix',
  'chasing-the-impossible',
  'harsh-judge',
  'tug-of-war',
  'every-question-differs',
  'gimmick',
];
const placeOf = ({ id }: Scenario): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

export const SCENARIOS: readonly Scenario[] = Object.values(documents)
  .map(parseScenario)
  .sort((a, b) => placeOf(a) - placeOf(b));

export const SCENARIO_IDS: readonly string[] = SCENARIOS.map(({ id }) => id);

/** @throws when there is no such scenario, naming those there are */
export function findScenario(id: string): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (!scenario) throw new Error(`Unknown scenario "${id}". Known scenarios: ${SCENARIO_IDS.join(', ')}.`);
  return scenario;
}

/** The checkpoint a scenario ships with, or undefined when its base policy has to be warm-started first. */
export const loadCheckpoint = (id: string): Promise<unknown> | undefined =>
  checkpoints[`./${id}/base.json`]?.();

/** The recorded run a scenario ships with, or undefined when it has none. */
export const loadRecording = (id: string): Promise<unknown> | undefined =>
  recordings[`./${id}/recorded.json`]?.();
