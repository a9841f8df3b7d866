import { expect, it } from 'vitest';
import type { LaneRollouts } from '../engine/engine.ts';
import { RolloutArchive } from './archive.ts';

/** Rollouts of a step that take 100 bytes. */
const rollouts = (step: number): LaneRollouts =>
  ({
    step,
    tokens: new Int32Array(5),
    judgeScores: new Float32Array(5),
    goldScores: new Float32Array(5),
    rewards: { weights: new Float32Array(10), fellBack: 0 },
  }) as Partial<LaneRollouts> as LaneRollouts;

it('finds the kept step that is nearest', () => {
  const archive = new RolloutArchive();
  expect(archive.near(0, 3)).toBeUndefined();
  for (const step of [2, 4, 9]) archive.keep(0, rollouts(step));
  archive.keep(1, rollouts(7));
  expect([0, 3, 4, 6, 7, 50].map((step) => archive.near(0, step)!.step)).toEqual([2, 2, 4, 4, 9, 9]);
  expect(archive.near(1, 0)!.step).toBe(7);
});

it('keeps a step once', () => {
  const archive = new RolloutArchive();
  const [first, again] = [rollouts(1), rollouts(1)];
  archive.keep(0, first);
  archive.keep(0, again);
  expect(archive.near(0, 1)).toBe(first);
});

it('stays within its memory, and keeps the first step, the latest, and some between', () => {
  const archive = new RolloutArchive(1000);
  for (let step = 0; step < 500; step++) for (const lane of [0, 1]) archive.keep(lane, rollouts(step));
  const found = new Set(Array.from({ length: 500 }, (_, step) => archive.near(0, step)!.step));
  expect(found.size).toBeLessThanOrEqual(9);
  expect(found.size).toBeGreaterThanOrEqual(3);
  expect(found).toContain(0);
  expect(found).toContain(499);
});
