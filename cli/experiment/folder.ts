/** The folder an experiment is written to: nothing in it is overwritten unasked, nothing half written is left. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readResults, type ExperimentResults } from '../../src/experiment/read-results.ts';
import type { Checkpoint } from '../../src/experiment/run/progress.ts';
import { UsageError } from '../usage.ts';
import { carried, carry } from './carried.ts';

export class Folder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** @param holding what there is to go on with in it */
  static existing(path: string | undefined, holding = 'results.json'): Folder {
    if (path && !existsSync(join(path, holding)))
      throw new UsageError(`There is nothing to go on with: "${path}" holds no ${holding}.`);
    return Folder.open(path);
  }

  /**
   * Makes the folder and proves that it can be written to, before hours are spent.
   *
   * @throws when it cannot be
   */
  static open(path: string | undefined): Folder {
    if (!path) throw new UsageError('--out is missing.');
    try {
      makeFolder(resolve(path));
      const probe = join(path, '.focal-lab-probe');
      writeFileSync(probe, '');
      rmSync(probe);
    } catch (error) {
      throw new UsageError(`Cannot write to --out "${path}": ${(error as NodeJS.ErrnoException).code}.`);
    }
    return new Folder(path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** All or nothing: a full disk or a power cut leaves the file that was there. */
  write(name: string, text: string): void {
    const whole = this.file(name);
    makeFolder(dirname(resolve(whole)));
    const beside = `${whole}.part`;
    try {
      writeFileSync(beside, text);
      renameSync(beside, whole);
    } catch (error) {
      rmSync(beside, { force: true });
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(
        `Cannot write ${whole}: ${code === 'ENOSPC' ? 'the disk is full' : code}. What was written before is whole; --resume goes on from it.`,
        { cause: error },
      );
    }
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  remove(name: string): void {
    rmSync(this.file(name), { recursive: true, force: true });
  }

  /** @throws when there are none, or not ones that can be gone on with */
  results(): ExperimentResults {
    const path = this.file('results.json');
    return readResults(this.read('results.json'), path);
  }

  /** What was under way; null where nothing was, or where it was cut short. */
  checkpoint(): Checkpoint | null {
    try {
      return carried<Checkpoint>(this.read('checkpoint.json'));
    } catch {
      return null; // its runs are begun anew
    }
  }

  keep(checkpoint: Checkpoint): void {
    this.write('checkpoint.json', carry(checkpoint));
  }
}

/** Like mkdir's own recursive option, which on Node 20 never returns where the system answers ENOENT (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
