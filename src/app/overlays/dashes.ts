/** How lines of overlays are told apart: thin and in ink, by dashes that no method and no judge's score has. */

const DASHES = ['5 2', '1.5 2', '9 2 1.5 2'] as const;

/** @param index among the overlays of the run */
export const overlayDash = (index: number): string => DASHES[index % DASHES.length]!;
