/** When something happened, as one would say it. */
import { dayOf } from '../format.ts';

const MINUTE = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = (time: Date): string =>
  `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;

/**
 * e.g. "just now", "12 min ago", "today 14:05", "yesterday 14:05", "3 November 14:05", "3 November 2025"
 *
 * @param then milliseconds since 1970, as `now`
 */
export function timeTold(then: number, now: number): string {
  const minutes = Math.floor((now - then) / MINUTE);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const [at, today] = [new Date(then), new Date(now)];
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (dateOf(at) === dateOf(today)) return `today ${clock}`;
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dateOf(at) === dateOf(yesterday)) return `yesterday ${clock}`;
  const day = dayOf(dateOf(at));
  return at.getFullYear() === today.getFullYear() ? `${day.replace(/ \d+$/, '')} ${clock}` : day;
}
