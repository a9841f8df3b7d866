/** An SVG path through a series; steps without a value leave a gap. */
import { drawnSteps } from './drawn-steps.ts';

/**
 * @param x horizontal place of a step
 * @param y vertical place of a value
 * @param points at most about this many are drawn
 */
export function linePath(
  values: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
  points = 240,
): string {
  let path = '';
  let drawing = false;
  for (const step of drawnSteps(values.length, points)) {
    const value = values[step]!;
    if (Number.isNaN(value)) {
      drawing = false;
      continue;
    }
    path += `${drawing ? 'L' : 'M'}${x(step).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = true;
  }
  return path;
}
