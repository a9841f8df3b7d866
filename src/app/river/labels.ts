/** Places the labels of a band's streams beside the play head so that they never overlap. */

export interface StreamLabel {
  criteria: number[];
  /** Where the stream is, in pixels from the top of the band. */
  anchor: number;
  /** Where the label stands. */
  y: number;
  lit: boolean;
}

/** Heights of labels; in a thin band they are set smaller. */
const WIDE = { lit: 18, plain: 15 };
const TIGHT = { lit: 13, plain: 12 };

/** Whether three labels, two of them lit, do not fit a band as they are. */
export const isTight = (height: number): boolean => height < 2 * WIDE.lit + WIDE.plain;

/**
 * @param middles centre of each stream from the top, top stream first
 * @param height of the band in pixels
 */
export function placeLabels(
  middles: readonly { criterion: number; y: number; lit: boolean }[],
  height: number,
): StreamLabel[] {
  const { lit: litHeight, plain: plainHeight } = isTight(height) ? TIGHT : WIDE;
  let labels: StreamLabel[] = middles.map(({ criterion, y, lit }) => ({
    criteria: [criterion],
    anchor: y,
    y,
    lit,
  }));
  const needed = () => labels.reduce((sum, { lit }) => sum + (lit ? litHeight : plainHeight), 0);
  // Too many for the band: neighbours that lie closest together share a label, lit ones never.
  while (needed() > height) {
    let best = -1;
    for (let i = 0; i + 1 < labels.length; i++) {
      if (labels[i]!.lit || labels[i + 1]!.lit) continue;
      if (best < 0 || distance(labels, i) < distance(labels, best)) best = i;
    }
    if (best < 0) break;
    const [a, b] = [labels[best]!, labels[best + 1]!];
    const anchor = (a.anchor + b.anchor) / 2;
    const shared = { criteria: [...a.criteria, ...b.criteria], anchor, y: anchor, lit: false };
    labels = [...labels.slice(0, best), shared, ...labels.slice(best + 2)];
  }
  // Push down from the top, then up from the bottom.
  let edge = 0;
  for (const label of labels) {
    const half = (label.lit ? litHeight : plainHeight) / 2;
    label.y = Math.max(label.y, edge + half);
    edge = label.y + half;
  }
  edge = Math.max(height, needed());
  for (const label of [...labels].reverse()) {
    const half = (label.lit ? litHeight : plainHeight) / 2;
    label.y = Math.min(label.y, edge - half);
    edge = label.y - half;
  }
  return labels;
}

const distance = (labels: readonly StreamLabel[], i: number): number =>
  labels[i + 1]!.anchor - labels[i]!.anchor;

/** Characters that fit beside the play head. */
const ROOM = 16;
/** Characters of a single name that are shown of a longer one. */
const LONGEST = 24;

/** Names that share a label, or how many there are where they would run into what stands beside the river. */
export function labelText(names: readonly string[]): string {
  const all = names.join(', ');
  if (names.length > 1) return all.length <= ROOM ? all : `${names.length} others`;
  return all.length <= LONGEST ? all : `${all.slice(0, LONGEST - 1).trimEnd()}…`;
}
