/** How lines of arms are told apart: focal in ink, all others in grey, and by their dashes; never by hue. */
import type { Arm } from '../../../experiment/analysis/shapes.ts';
import type { Look } from './look.ts';
import type { Stroke } from './parts.ts';

const DASHES = ['', '6 3', '2 2.5', '9 3 2 3', '1 4', '14 4'] as const;

export const isFocal = ({ method }: Pick<Arm, 'method'>): boolean => method.startsWith('focal');

/** By arm; dashes come again where there are more than six of a colour, so lines carry names as well. */
export function strokesOf(arms: readonly Arm[], look: Look): Stroke[] {
  const count = { focal: 0, other: 0 };
  return arms.map((arm) => {
    const focal = isFocal(arm);
    const place = focal ? count.focal++ : count.other++;
    return {
      colour: focal ? look.ink : look.method,
      width: focal ? (place === 0 ? 2.5 : 1.75) : 1.5,
      dash: DASHES[place % DASHES.length]!,
    };
  });
}
