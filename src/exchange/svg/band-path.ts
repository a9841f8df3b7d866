/** An SVG path around the band between two series; steps without values leave a gap. */
import { drawnSteps, tenth } from './drawn-steps.ts';

/**
 * @param x horizontal place of a step
 * @param y vertical place of a value
 * @param points at most about this many steps are drawn
 * @param length how many of the steps there are to draw
 */
export function bandPath(
  low: readonly number[],
  high: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
  points = 120,
  length = low.length,
): string {
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    upper = [];
    lower = [];
  };
  for (const step of drawnSteps(length, points)) {
    if (!Number.isFinite(low[step]! + high[step]!)) {
      close();
      continue;
    }
    const place = tenth(x(step));
    upper.push(`${place} ${tenth(y(high[step]!))}`);
    lower.push(`${place} ${tenth(y(low[step]!))}`);
  }
  close();
  return path;
}
