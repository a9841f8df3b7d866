/** How experiments are told: names, amounts and durations. */
import type { Design } from '../../experiment/design/design.ts';
import { jobsOf } from '../../experiment/design/plan.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';

/** "less than a minute", "about 4 min", "about 2 h 10 min", "about 3 days" */
export function durationTold(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `about ${minutes} min`;
  if (minutes >= 48 * 60) return `about ${Math.round(minutes / 60 / 24)} days`;
  if (minutes >= 10 * 60) return `about ${Math.round(minutes / 60)} h`;
  const tens = Math.round(minutes / 10) * 10;
  const [hours, rest] = [Math.floor(tens / 60), tens % 60];
  return rest === 0 ? `about ${hours} h` : `about ${hours} h ${rest} min`;
}

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** Consecutive seeds as a range: "seeds 1–8", "seeds 7, 9". */
export function seedsTold(seeds: readonly number[]): string {
  const [first = 0] = seeds;
  if (seeds.length < 2) return `seed ${first}`;
  const consecutive = seeds.every((seed, i) => seed === first + i);
  return `seeds ${consecutive ? `${first}–${seeds.at(-1)!}` : seeds.join(', ')}`;
}

/** e.g. "24 runs of 150 steps" or "8 fork tests" */
export function runsTold(design: Design): string {
  const jobs = jobsOf(design).length;
  const steps = [...new Set(design.scenarios.map(({ training }) => design.training.steps ?? training.steps))];
  const of = steps.length === 1 ? ` of ${counted(steps[0]!, 'step')}` : '';
  const tests = design.forkTest ? design.scenarios.length * design.seeds.length : 0;
  return [
    ...(jobs > 0 ? [counted(jobs, 'run') + of] : []),
    ...(tests > 0 ? [counted(tests, 'fork test')] : []),
  ].join(' and ');
}

/** What an experiment of the user's own is called, e.g. "static prior, focal on Forgotten footnote; focal.gamma 0, 1, 3". */
export function titleOf({ scenarios, methods, variations }: Design): string {
  const names = methods.map((id) => findMethod(id).name).join(', ');
  const varied = [...new Set(variations.flatMap((variation) => Object.keys(variation)))].map((name) => {
    const values = new Set(variations.map((variation) => String(variation[name])));
    return `${name} ${[...values].join(', ')}`;
  });
  return [`${names} on ${scenarios.map(({ name }) => name).join(', ')}`, ...varied].join('; ');
}
