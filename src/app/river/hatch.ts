/** Hatches for streams whose hue has been used before: one for each shape of dot but the first. */
import type { Shape } from '../palette.ts';

/** Pixels between two lines. */
export const SPACING = 6;

export const LINES: Record<Shape, string | null> = {
  round: null,
  square: `M0 ${SPACING}L${SPACING} 0`,
  diamond: `M0 0L${SPACING} ${SPACING}`,
  ring: `M0 ${SPACING / 2}H${SPACING}`,
};

/** A tile for each shape and colour of lines: making one costs more than a new step does. */
const tiles = new Map<string, HTMLCanvasElement>();

/** Lines in the page's colour, or null where the hue alone tells. */
export function hatch(canvas: CanvasRenderingContext2D, shape: Shape, paper: string): CanvasPattern | null {
  const line = LINES[shape];
  if (!line) return null;
  const known = tiles.get(`${shape} ${paper}`);
  const tile = known ?? drawTile(line, paper);
  if (!known) tiles.set(`${shape} ${paper}`, tile);
  return canvas.createPattern(tile, 'repeat');
}

function drawTile(line: string, paper: string): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = tile.height = SPACING;
  const context = tile.getContext('2d')!;
  context.strokeStyle = paper;
  context.lineWidth = 1.2;
  context.globalAlpha = 0.7;
  context.stroke(new Path2D(line));
  return tile;
}
