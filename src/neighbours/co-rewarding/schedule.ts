/** How fast a teacher follows its policy. */

/**
 * How much of the policy goes into the teacher at a step: it falls along a half cosine,
 * end + (start - end) (1 + cos(pi k / K)) / 2. From the paper's script (public code), where it goes from .01 to
 * 1e-5; the paper's text ends at 1e-4, and writes 1 - mix.
 *
 * @param step k, 0 to steps
 * @param steps K, of the whole run, 1 or more
 */
export const mixAt = (start: number, end: number, step: number, steps: number): number =>
  end + (start - end) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
