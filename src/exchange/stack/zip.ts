/** Files as one zip: the same files are the same bytes, on every machine. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { StackFile } from './target.ts';

/** @param folder that they are unpacked into */
export function zipOf(files: readonly StackFile[], folder: string): Uint8Array<ArrayBuffer> {
  const content: Zippable = {};
  for (const { path, text } of files) content[`${folder}/${path}`] = strToU8(text);
  // The earliest that a zip can say; zips know no time zones, so it is midnight wherever it is written.
  const mtime = new Date(1980, 0, 1);
  return new Uint8Array(zipSync(content, { mtime, level: 9 }));
}
