/** Places the numbers beside a small chart's lines so that they never overlap. */

/** Pixels from one number to the next. */
const LINE = 13;

export interface ValueLabel {
  /** Names it among those of its chart. */
  id: string;
  text: string;
  /** Where its line ends, in pixels from the top; the middle of the number comes as near to it as the others let it. */
  y: number;
  kind: 'now' | 'judge' | 'was' | 'other';
}

/** @param height of the chart; where there are too many numbers for it, the last ones are left out */
export function placeValues(labels: readonly ValueLabel[], height: number): ValueLabel[] {
  const placed = labels
    .slice(0, Math.max(1, Math.floor((height + LINE) / LINE)))
    .map((label) => ({ ...label }))
    .sort((a, b) => a.y - b.y);
  let edge = -Infinity;
  for (const label of placed) edge = label.y = Math.max(label.y, edge + LINE);
  edge = Math.max(height, edge - LINE * placed.length) + LINE;
  for (const label of [...placed].reverse()) edge = label.y = Math.min(label.y, edge - LINE);
  return placed;
}
