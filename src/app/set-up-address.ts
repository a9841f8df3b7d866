/** Writes the address of a run's set-up, as `launch.ts` reads it: what differs from the scenario's own. */
import type { MethodParameters } from '../lab/reward/methods/method.ts';
import { METHODS } from '../lab/reward/methods/index.ts';
import type { Scenario, Training } from '../lab/run/scenario.ts';
import type { SeedRange } from '../experiment/seed-range.ts';

export interface SetUp {
  scenario: Scenario;
  methods: readonly string[];
  seeds: SeedRange;
  training: Training;
  parameters: MethodParameters;
}

/** e.g. "?scenario=harsh-judge&seeds=4&set=focal.gamma=3" */
export function setUpQuery({ scenario, methods, seeds, training, parameters }: SetUp): string {
  const query = new URLSearchParams({ scenario: scenario.id });
  if (methods.join() !== scenario.methods.join()) query.set('methods', methods.join(','));
  if (seeds.first !== 1) query.set('seed', String(seeds.first));
  if (seeds.count !== 'auto') query.set('seeds', String(seeds.count));
  const own = scenario.training as Record<string, unknown>;
  for (const [name, value] of Object.entries(training))
    if (value !== own[name] && value !== undefined) query.append('set', `${name}=${String(value)}`);
  const defaults = new Map(
    METHODS.flatMap((method) => method.parameters.map((each) => [each.name, each.default])),
  );
  for (const [name, value] of Object.entries(parameters))
    if (defaults.has(name) && value !== defaults.get(name)) query.append('set', `${name}=${value}`);
  return `?${query.toString().replaceAll('%2C', ',').replaceAll('%3D', '=')}`;
}
