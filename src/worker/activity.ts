/** What is being waited for, in words. */
import type { Activity } from './protocol.ts';

/** e.g. "opening the device …", "compiling shaders 40 %". */
export const activityText = ({ what, done }: Activity): string =>
  done === null ? `${what} …` : `${what} ${Math.round(100 * done)} %`;
