/** Whose turn it is: the schedules that are compared. */
export type Phase = 'judge' | 'generator' | 'both';

export const SCHEDULES = ['judge-first', 'generator-first', 'simultaneous'] as const;
export type Schedule = (typeof SCHEDULES)[number];

export const isSchedule = (arm: string): arm is Schedule => (SCHEDULES as readonly string[]).includes(arm);

/**
 * Who learns in a round.
 *
 * @param round from 0 on
 * @param turn rounds before the other takes over, 1 or more
 */
export function phaseAt(schedule: Schedule, round: number, turn: number): Phase {
  if (schedule === 'simultaneous') return 'both';
  const even = Math.floor(round / turn) % 2 === 0;
  return even === (schedule === 'judge-first') ? 'judge' : 'generator';
}
