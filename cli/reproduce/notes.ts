/** The measured part of a scenario's note, written from the digest between two marks. */
import { format } from 'prettier';
import type { Digest } from '../../src/experiment/digest.ts';
import { measuredLines, NOT_MEASURED } from '../../src/experiment/report/measured-note.ts';
import type { Scenario } from '../../src/lab/run/scenario.ts';

export const BEGIN = '<!-- measured: written by npm run reproduce -->';
export const END = '<!-- end of measured -->';

/**
 * @param note the whole file
 * @returns the file with what was measured in its place
 * @throws when the marks are not there
 */
export async function withMeasured(note: string, scenario: Scenario, digest: Digest): Promise<string> {
  const [from, to] = [note.indexOf(BEGIN), note.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(
      `The note of "${scenario.id}" has no place for what was measured: write "${BEGIN}" and "${END}" where it belongs.`,
    );
  const lines = measuredLines(digest, scenario.id, scenario.remedies);
  const text = lines.length > 0 ? lines.map((line) => `- ${line}`).join('\n') : NOT_MEASURED;
  return format(`${note.slice(0, from + BEGIN.length)}\n\n${text}\n\n${note.slice(to)}`, {
    parser: 'markdown',
    printWidth: 110, // as the linter wants it
  });
}
