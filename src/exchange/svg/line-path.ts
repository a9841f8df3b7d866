/** An SVG path through a series; steps without a value leave a gap. */
import { drawnSteps, tenth } from './drawn-steps.ts';

/**
 * @param x horizontal place of a step
 * @param y vertical place of a value
 * @param points at most about this many are drawn
 * @param length how many of the steps there are to draw
 */
export function linePath(
  values: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
  points = 240,
  length = values.length,
): string {
  let path = '';
  let drawing = false;
  for (const step of drawnSteps(length, points)) {
    const value = values[step]!;
    if (!Number.isFinite(value)) {
      drawing = false;
      continue;
    }
    path += `${drawing ? 'L' : 'M'}${tenth(x(step))} ${tenth(y(value))}`;
    drawing = true;
  }
  return path;
}
