/** How an experiment was computed, in facts: what ran, on what, when, and what is missing. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import { jobsOf, shardSeeds } from '../design/plan.ts';
import { settingName, settingText } from '../analysis/setting-text.ts';
import type { Setting } from '../design/design.ts';
import type { Results } from '../results.ts';

type Fact = readonly [name: string, value: string];

export function facts(results: Results): Fact[] {
  const { design, shard, device, otherDevices, date, complete, runs } = results;
  const seeds = design ? shardSeeds(design.seeds, shard) : [...new Set(runs.map(({ seed }) => seed))];
  const methods = design?.methods ?? [...new Set(runs.map(({ method }) => method))];
  const asked = design ? jobsOf(design, shard).length : runs.length;
  const whole = runs.filter(
    ({ scenario, steps }) => steps.length >= results.scenarios[scenario]!.training.steps,
  );
  const set = { ...design?.training, ...design?.parameters } as Record<string, Setting>;
  const steps = [...new Set(Object.values(results.scenarios).map(({ training }) => training.steps))];
  return [
    [
      'Scenarios',
      Object.values(results.scenarios)
        .map(({ name }) => name)
        .join(', '),
    ],
    ['Methods', methods.map((id) => findMethod(id).name).join(', ')],
    ['Seeds', seedText(seeds)],
    [
      'Runs',
      `${whole.length} of ${asked}, ${steps.join(' or ')} steps each${complete ? '' : '; not complete'}`,
    ],
    ...(design?.forkTest
      ? ([
          [
            'Fork test',
            `at steps ${design.forkTest.checkpoints.join(', ')}; ${results.forks.length} forks measured`,
          ],
        ] as const)
      : []),
    ...(Object.keys(set).length > 0
      ? ([
          [
            'Set for all',
            Object.entries(set)
              .map(([name, value]) => `${settingName(name)} ${settingText(name, value)}`)
              .join(', '),
          ],
        ] as const)
      : []),
    ...(shard ? ([['Part', `shard ${shard.index} of ${shard.of}`]] as const) : []),
    ['Device', [device.label, ...otherDevices].join('; also ')],
    ['Engine', device.engine],
    ['Date', date],
  ];
}

/** e.g. "8: 51 to 58", "2: 7, 9". */
export function seedText(seeds: readonly number[]): string {
  const range = seeds.length > 2 && seeds.every((seed, i) => i === 0 || seed === seeds[i - 1]! + 1);
  return `${seeds.length}: ${range ? `${seeds[0]!} to ${seeds.at(-1)!}` : seeds.join(', ')}`;
}
