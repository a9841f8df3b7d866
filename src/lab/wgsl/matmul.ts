/**
 * Register-blocked matrix products inside a kernel: out[row][column] = sum over k of left[row, k] right[k, column].
 *
 * Each invocation holds a tile of rows times columns in registers. Neighbouring invocations take neighbouring
 * columns, so their loads of `right` join into one, and they share their loads of `left`. Every phase of
 * the policy, forward and backward, is such a product over the columns a workgroup holds.
 */
import { unrolled } from './kernel.ts';
import type { Region } from './region.ts';
import type { Tuning } from './tuning.ts';

/** Where the numbers of one operand lie: buffer[start + k * perInner (+ row * perRow)]. */
export interface Operand {
  buffer: string;
  /** WGSL expression of the first element, given the tile's first row (left) or column (right) and batch item. */
  start: (place: string, item: string) => string;
  /** Elements from one k to the next. */
  perInner: number;
}

export interface Product {
  rows: number;
  inner: number;
  /** A multiple of 4. */
  columns: number;
  /** Independent products of the same shape, e.g. sequences times heads. */
  batch?: number;
  /** `perRow`: elements from one row to the next. */
  left: Operand & { perRow: number };
  right: Operand;
  out: {
    region: Region;
    /** WGSL expression of an element's place in the region. */
    start: (row: string, column: string, item: string) => string;
    perRow: number;
    /** Another region of the same layout, for `write`. */
    beside?: Region;
  };
  write?: Write;
}

/**
 * WGSL statement that stores a value; the usual one assigns.
 *
 * @param cell the element of the output, `beside` that of the other region
 * @param row WGSL expression of its row
 */
export type Write = (cell: string, value: string, row: string, beside: string) => string;

export const assign: Write = (cell, value) => `${cell} = ${value};`;
export const accumulate: Write = (cell, value) => `${cell} += ${value};`;

export interface Tile {
  rows: number;
  columns: number;
}

const ROW_TILES = [1, 2, 3, 4, 6, 8, 12];
const COLUMN_TILES = [1, 2, 4, 8];
/** More accumulators than this spill out of registers, and compile slowly, for little. */
const MOST_ACCUMULATORS = 48;

/** Cost of one step over k, in multiply-adds, fitted to SwiftShader: a load costs 3.6 of them. */
const stepCost = ({ rows, columns }: Tile): number => 2.3 + 3.6 * (rows + columns) + rows * columns;

/** The tile under which the slowest of the workgroup's invocations does the least work. */
export function chooseTile(rows: number, columns: number, batch: number, tuning: Tuning): Tile {
  let best: Tile = { rows: 1, columns: 1 };
  let bestCost = Infinity;
  for (const tile of ROW_TILES.flatMap((r) => COLUMN_TILES.map((c): Tile => ({ rows: r, columns: c })))) {
    const lanes = columns / tile.columns;
    if (!Number.isInteger(lanes) || lanes % Math.min(4, columns) !== 0) continue;
    if (tile.rows * tile.columns > MOST_ACCUMULATORS) continue;
    const tiles = batch * Math.ceil(rows / tile.rows) * lanes;
    const cost = Math.ceil(tiles / tuning.parallel) * stepCost(tile);
    if (cost < bestCost) [best, bestCost] = [tile, cost];
  }
  return best;
}

/** The product as a WGSL loop over tiles; the caller puts a barrier behind it. Expects `tid` in scope. */
export function matmul(product: Product, tuning: Tuning): string {
  const { rows, inner, columns, batch = 1, left, right, out, write = assign } = product;
  const tile = chooseTile(rows, columns, batch, tuning);
  const lanes = columns / tile.columns;
  const strips = Math.ceil(rows / tile.rows);
  const uneven = rows % tile.rows !== 0;
  const cells = (line: (r: number, c: number) => string) =>
    unrolled(tile.rows, (r) => unrolled(tile.columns, (c) => line(r, c)));
  return /* wgsl */ `
  for (var tile = tid; tile < ${batch * strips * lanes}u; tile += ${tuning.workgroup}u) {
    let column = tile % ${lanes}u;
    let item = tile / ${lanes * strips}u;
    let row = ((tile / ${lanes}u) % ${strips}u) * ${tile.rows}u;
    var l = ${left.start('row', 'item')};
    var r = ${right.start('column', 'item')};
    ${cells((r, c) => `var a${r}_${c} = 0.0;`)}
    for (var k = 0u; k < ${inner}u; k++) {
      ${unrolled(tile.columns, (c) => `let r${c} = ${right.buffer}[r + ${c * lanes}u];`)}
      ${unrolled(tile.rows, (r) => `let l${r} = ${left.buffer}[l + ${r * left.perRow}u];`)}
      ${cells((r, c) => `a${r}_${c} += l${r} * r${c};`)}
      l += ${left.perInner}u;
      r += ${right.perInner}u;
    }
    let place = ${out.start('row', 'column', 'item')};
    let o = ${out.region.origin} + place;
    ${out.beside ? `let b = ${out.beside.origin} + place;` : ''}
    ${unrolled(tile.rows, (r) => {
      const stores = unrolled(tile.columns, (c) => {
        const offset = `${r * out.perRow + c * lanes}u`;
        const beside = out.beside ? `${out.beside.buffer}[b + ${offset}]` : '';
        return write(`${out.region.buffer}[o + ${offset}]`, `a${r}_${c}`, `row + ${r}u`, beside);
      });
      return uneven && r > 0 ? `if (row + ${r}u < ${rows}u) { ${stores} }` : stores;
    })}
  }`;
}
