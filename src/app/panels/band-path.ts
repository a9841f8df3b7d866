/** An SVG path around the band between two series; steps without values leave a gap. */
import { drawnSteps } from './drawn-steps.ts';

/**
 * @param x horizontal place of a step
 * @param y vertical place of a value
 * @param points at most about this many steps are drawn
 */
export function bandPath(
  low: readonly number[],
  high: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
  points = 120,
): string {
  let path = '';
  let upper: string[] = [];
  let lower: string[] = [];
  const close = () => {
    if (upper.length > 1) path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    upper = [];
    lower = [];
  };
  for (const step of drawnSteps(low.length, points)) {
    if (Number.isNaN(low[step]! + high[step]!)) {
      close();
      continue;
    }
    const place = x(step).toFixed(1);
    upper.push(`${place} ${y(high[step]!).toFixed(1)}`);
    lower.push(`${place} ${y(low[step]!).toFixed(1)}`);
  }
  close();
  return path;
}
