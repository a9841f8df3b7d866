/** What the command line tells people who got a flag wrong. */
import { messageOf } from '../src/lab/message-of.ts';

/** A mistake in how a command was called: one line, exit code 2. */
export class UsageError extends Error {}

/** Runs a command; mistakes in its use exit with 2, other failures with 1, each with one line. */
export async function guarded(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const usage = error instanceof UsageError || isParseError(error);
    const message = messageOf(error);
    console.error(usage ? `${firstLine(message)} Try --help.` : firstLine(message));
    return usage ? 2 : 1;
  }
}

/** Turns what a function throws into a usage error. */
export function asUsage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

const isParseError = (error: unknown): boolean =>
  error instanceof TypeError && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');

const firstLine = (text: string): string => text.split('\n')[0]!;
