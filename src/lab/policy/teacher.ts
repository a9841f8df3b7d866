/**
 * A teacher that follows a student slowly: an exponential moving average of its parameters (Mean Teacher, 1703.01780;
 * as in Co-rewarding, 2508.00410).
 */

/**
 * teacher + mix (student - teacher), taken from whichever end is nearer: mix 0 and 1 are exact, and a teacher that
 * equals its student stays.
 *
 * Parameters have 32 bits, some 7 digits: at mix 1e-5 a weight of 0.3 does not follow gaps below about 0.0015, and a
 * gap that is left stays.
 *
 * @param teacher [N]
 * @param student [N]
 * @param mix 0 to 1
 * @returns [N]
 */
export const movedTeacher = (teacher: Float32Array, student: Float32Array, mix: number): Float32Array =>
  teacher.map((old, i) => {
    const gap = student[i]! - old;
    return mix > 0.5 ? student[i]! - (1 - mix) * gap : old + mix * gap;
  });
