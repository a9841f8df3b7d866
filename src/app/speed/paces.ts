/** How fast a run may go on: so many steps a second, or as fast as the device computes. */

export interface Pace {
  /** Steps per second at most; null for no limit. */
  value: number | null;
  label: string;
  explain: string;
}

export const PACES: readonly Pace[] = [
  ...[1, 2, 5, 10].map((value) => ({
    value,
    label: value === 1 ? '1 step/s' : `${value} steps/s`,
    explain: `Waits between steps, so that ${value === 1 ? 'one is' : `${value} are`} taken a second at most.`,
  })),
  {
    value: null,
    label: 'full speed',
    explain:
      'As fast as the device computes; the page draws the latest step only, and training never waits for it.',
  },
];
