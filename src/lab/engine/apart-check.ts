/** What both engines check before a step is taken apart: lanes, lengths, values. */
import type { SampleRequest, Taught } from './apart.ts';
import type { BatchShape, LaneTables } from './engine.ts';

/** A lane of either engine, as far as it is looked at here. */
interface Known {
  tables: LaneTables | null;
}

/** @throws when there is no such lane, or nothing was set for it */
function tablesOf(lanes: readonly Known[], lane: number, what: string): LaneTables {
  if (!lanes[lane])
    throw new Error(`There is no lane ${lane} to ${what}; there are 0 to ${lanes.length - 1}.`);
  const { tables } = lanes[lane];
  if (!tables) throw new Error(`Lane ${lane} has no tables: call setLane before ${what}.`);
  return tables;
}

/** A request with everything in it that was left out. */
export interface Asked {
  lane: number;
  seed: number;
  step: number;
  tables: LaneTables;
}

/** @throws when a lane is not there or has no tables */
export const askedOf = (
  requests: readonly SampleRequest[],
  lanes: readonly (Known & { step: number })[],
): Asked[] =>
  requests.map(({ lane, seed, step }) => {
    const tables = tablesOf(lanes, lane, 'sample');
    return { lane, tables, seed: seed ?? tables.seed, step: step ?? lanes[lane]!.step };
  });

/** A lesson with everything in it that was left out. */
export interface Lesson extends Required<Taught> {
  tables: LaneTables;
}

/** @throws when a lane is not there, has no tables or is named twice, or when there is too little or too much */
export function lessonsOf(
  lessons: readonly Taught[],
  lanes: readonly Known[],
  { policy, numGenerations }: BatchShape,
): Lesson[] {
  const sequences = policy.prompts * numGenerations;
  const expectLength = (what: string, values: ArrayLike<number>, length: number) => {
    if (values.length !== length) throw new Error(`There are ${values.length} ${what}; it takes ${length}.`);
  };
  return lessons.map(({ lane, tokens, advantages, counted }, i) => {
    const tables = tablesOf(lanes, lane, 'learn');
    if (lessons.findIndex((other) => other.lane === lane) !== i)
      throw new Error(`Lane ${lane} is taught twice at once; each lane has one lesson.`);
    expectLength('tokens', tokens, sequences * policy.maxTokens);
    expectLength('advantages', advantages, sequences);
    if (counted) expectLength('numbers in "counted"', counted, sequences);
    const odd = advantages.find((value) => !Number.isFinite(value));
    if (odd !== undefined)
      throw new Error(`An advantage of lane ${lane} is ${odd}; it takes finite numbers.`);
    // A GPU reads past its buffers without a word, and counts whatever is not 0.
    const unknown = tokens.find((token) => token < 0 || token >= policy.vocabulary);
    if (unknown !== undefined)
      throw new Error(`A token of lane ${lane} is ${unknown}; it takes 0 to ${policy.vocabulary - 1}.`);
    const partly = counted?.find((value) => value !== 0 && value !== 1);
    if (partly !== undefined)
      throw new Error(`A number in "counted" of lane ${lane} is ${partly}; it takes 0 and 1.`);
    return { lane, tokens, advantages, tables, counted: counted ?? new Float32Array(sequences).fill(1) };
  });
}

/** @throws when a lane is not there, when they are the same, or when the mix is not from 0 to 1 */
export function checkMove(teacher: number, student: number, mix: number, lanes: number): void {
  for (const [who, lane] of Object.entries({ teacher, student }))
    if (!(Number.isInteger(lane) && lane >= 0 && lane < lanes))
      throw new Error(`The ${who} is lane ${lane}; there are 0 to ${lanes - 1}.`);
  if (teacher === student) throw new Error(`Lane ${teacher} cannot be its own teacher.`);
  if (!(mix >= 0 && mix <= 1)) throw new Error(`The mix is ${mix}; it takes 0 to 1.`);
}
