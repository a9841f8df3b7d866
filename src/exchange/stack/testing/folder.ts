/** Writes an export to a folder of its own and runs a file of it with nothing but python3. */
/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { StackFile } from '../target.ts';

function writeFolder(files: readonly StackFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'focal-lab-stack-'));
  for (const { path, text } of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Without variables of the environment that change Python: as somebody runs it who has just unpacked it. */
export function runFolder(
  files: readonly StackFile[],
  file: string,
): { code: number | null; output: string } {
  const folder = writeFolder(files);
  const { status, stdout, stderr } = spawnSync('python3', ['-E', '-W', 'error', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { code: status, output: stdout + stderr };
}

const kept: string[] = [];

/** A folder that is there until `clearFolders`. */
export function keptFolder(files: readonly StackFile[]): string {
  const folder = writeFolder(files);
  kept.push(folder);
  return folder;
}

/** For `afterAll`, in every file that keeps folders: a hook of this one would belong to the first of them alone. */
export function clearFolders(): void {
  for (const folder of kept.splice(0)) rmSync(folder, { recursive: true });
}
