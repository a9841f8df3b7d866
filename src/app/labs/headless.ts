/** The command that runs a lab's set-up, or its study, without a browser; and what a link to the study asks for. */
import type { LabRequest } from '../../exchange/labs/request.ts';
import type { LabPlan, Neighbour, Settings } from '../../neighbours/neighbour.ts';
import type { StudyPlan } from '../../neighbours/plan.ts';

/** Seeds as the command line names them: "8" for 1 to 8, "101-108" for others in a row, otherwise a list. */
export function seedsFlag(seeds: readonly number[]): string {
  const [first = 1] = seeds;
  const row = seeds.every((seed, i) => seed === first + i);
  if (row && first === 1) return String(seeds.length);
  return row ? `${first}-${seeds.at(-1)}` : seeds.join(',');
}

const commandWith = (
  id: string,
  seeds: readonly number[],
  settings: Settings,
  more: readonly string[],
): string =>
  [
    `npm run experiment -- --lab ${id}`,
    ...more,
    `--seeds ${seedsFlag(seeds)}`,
    ...Object.entries(settings).map(([name, value]) => `--set ${name}=${String(value)}`),
    '--out out',
  ].join(' ');

export const commandOf = (id: string, lab: Neighbour, { scenario, settings, arms, seeds }: LabPlan): string =>
  commandWith(id, seeds, settings, [
    `--scenario ${scenario}`,
    ...(lab.study.arms.join() === arms.join() ? [] : [`--arms ${arms.join(',')}`]),
  ]);

export const studyCommandOf = ({ lab, seeds, settings }: StudyPlan): string =>
  commandWith(lab, seeds, settings, []);

/** A study has its scenarios and arms from the lab. */
export const studyRequestOf = ({ lab, seeds, settings }: StudyPlan): LabRequest => ({
  ...{ lab, seeds, study: true },
  ...(Object.keys(settings).length > 0 ? { settings } : {}),
});
