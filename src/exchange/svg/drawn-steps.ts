/** What of a long series a small chart draws: more points than it has pixels, or finer ones, would not be seen. */

/** Every so many steps, evenly, from the first one on; and always the last one. */
export function drawnSteps(length: number, points: number): number[] {
  const stride = Math.max(1, Math.ceil(length / points));
  const steps: number[] = [];
  for (let step = 0; step < length - 1; step += stride) steps.push(step);
  if (length > 0) steps.push(length - 1);
  return steps;
}

/** To a tenth of a pixel; `toFixed` takes several times as long, and paths have thousands of numbers. */
export const tenth = (pixels: number): number => Math.round(10 * pixels) / 10;
