/** The lab's streams of random numbers: one per purpose and round of a seed, so that no draw depends on another arm or seed. */
import { drawBits, uniformStream } from '../../lab/random/draw.ts';

/** Apart from the purposes of `draw.ts`, which count up from 1. */
const FIRST = 0x41524d00;
const STREAMS = ['pool', 'pairs', 'rubrics', 'verdicts', 'labels', 'evaluation'] as const;

export type Stream = (typeof STREAMS)[number];

const purposeOf = (stream: Stream): number => FIRST + STREAMS.indexOf(stream);

/** Uniform numbers in (0,1), without end; `round` is a whole number, 0 or more. */
export const streamOf = (seed: number, stream: Stream, round = 0): (() => number) =>
  uniformStream(seed, purposeOf(stream), round);

/** The seed that the pool's answers are written with: those that a policy of this seed writes later are others. */
export const poolSeed = (seed: number): number =>
  drawBits({
    ...{ seed, purpose: purposeOf('pool'), step: 0 },
    ...{ prompt: 0, rollout: 0, position: 0, item: 0 },
  });
