/** Of what an experiment has made: which fork tests, on what day, on which devices. */
import { forkKey } from '../../experiment/run/experiment.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';

/** Finished fork tests, each of many forks. */
export const forkTests = (forks: readonly ForkResult[]): string[] => [...new Set(forks.map(forkKey))];

/** @returns e.g. "2026-11-22" */
export const dayAt = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);

/** The devices besides the one that computes now. */
export const othersThan = (label: string, before: readonly string[]): string[] =>
  [...new Set(before)].filter((other) => other !== label);
