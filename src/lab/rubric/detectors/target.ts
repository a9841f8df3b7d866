/** A target: how many of something earn the full score, fewer counting in part. */
import { whole } from '../limits.ts';
import type { Field } from './detector.ts';

/** Most that a target can ask for. */
const HIGHEST_TARGET = 16;

export const targetCount = whole(1, HIGHEST_TARGET);

/** How it is edited. */
export const targetField = (label: string): Field => ({
  key: 'target',
  label,
  explain: 'How many earn the full score.',
  input: 'number',
  min: 1,
  max: HIGHEST_TARGET,
});

/** How it reads at the end of a sentence, e.g. "3 earn the full score, fewer count in part". */
export const towards = (target: number): string =>
  target === 1 ? '1 earns the full score' : `${target} earn the full score, fewer count in part`;
