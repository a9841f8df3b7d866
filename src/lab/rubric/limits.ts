/** Checks that rubric files and scenarios share; each message repeats the value and says what is allowed. */
import * as v from 'valibot';

export const between = (low: number, high: number) => {
  const message = ({ input }: { input: unknown }) =>
    typeof input === 'number'
      ? `${input} is not between ${low} and ${high}`
      : `${JSON.stringify(input) ?? 'nothing'} is not a number between ${low} and ${high}`;
  return v.pipe(v.number(message), v.minValue(low, message), v.maxValue(high, message));
};

export const whole = (low: number, high: number) =>
  v.pipe(
    between(low, high),
    v.integer(({ input }) => `${input} is not a whole number`),
  );

/** @param longest number of characters */
export const textUpTo = (longest: number, shortest = 0) =>
  v.pipe(
    v.string(),
    v.minLength(
      shortest,
      `the text is shorter than ${shortest === 1 ? '1 character' : `${shortest} characters`}`,
    ),
    v.maxLength(longest, ({ received }) => `the text has ${received} characters; at most ${longest} fit`),
  );
