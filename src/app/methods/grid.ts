/** Arrow keys in a grid of cells: the focus goes to the neighbour, past what is no cell. */

const STEPS: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function moveInGrid(event: KeyboardEvent & { currentTarget: HTMLTableElement }): void {
  const step = STEPS[event.key];
  const { target, currentTarget: grid } = event;
  if (!step || !(target instanceof HTMLTableCellElement)) return;
  event.preventDefault();
  event.stopPropagation();
  const [down, right] = step;
  const rows = [...grid.rows];
  const row = rows.indexOf(target.parentElement as HTMLTableRowElement) + down;
  const next = rows[row]?.cells[target.cellIndex + right];
  if (next?.getAttribute('role') === 'gridcell') next.focus();
}
