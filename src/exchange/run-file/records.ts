/** Records of a run as tensors: one per quantity, lanes by steps, and by criteria where it has one for each. */
import { PAIR, SCALARS, VECTORS } from '../../lab/metrics/ring.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Tensor } from '../safetensors.ts';

/** Which criteria steps were judged by: from a step on, these ids in this order. */
export type Rubrics = readonly (readonly [step: number, ids: readonly string[]])[];

const PREFIX = 'records.';

/** @param records [lane][step], of equal length */
export function recordTensors(records: readonly (readonly StepRecord[])[]): {
  tensors: Map<string, Tensor>;
  rubrics: Rubrics;
} {
  const [lanes, steps] = [records.length, records[0]?.length ?? 0];
  const rubrics: [number, readonly string[]][] = [];
  for (const { step, criteria } of records[0] ?? [])
    if (rubrics.length === 0 || criteria.join() !== rubrics.at(-1)![1].join()) rubrics.push([step, criteria]);
  const most = Math.max(1, ...rubrics.map(([, ids]) => ids.length));
  const tensors = new Map<string, Tensor>();
  const fill = (name: string, each: number, pick: (record: StepRecord) => readonly number[]) => {
    const values = new Float32Array(lanes * steps * each).fill(NaN);
    records.forEach((own, lane) =>
      own.forEach((record, step) => values.set(pick(record), (lane * steps + step) * each)),
    );
    tensors.set(PREFIX + name, { shape: each === 1 ? [lanes, steps] : [lanes, steps, each], values });
  };
  for (const name of SCALARS) fill(name, 1, (record) => [record[name]]);
  for (const name of VECTORS) fill(name, most, (record) => record[name]);
  fill(PAIR, 2, (record) => record[PAIR]);
  return { tensors, rubrics };
}

/**
 * The records again, [lane][step].
 *
 * @throws when a quantity is missing or has another size, or a place is none
 */
export function recordsFrom(
  tensors: ReadonlyMap<string, Tensor>,
  rubrics: Rubrics,
  lanes: number,
  steps: number,
): StepRecord[][] {
  const most = Math.max(1, ...rubrics.map(([, ids]) => ids.length));
  const row = (name: string, each: number) => {
    const tensor = tensors.get(PREFIX + name);
    const shape = each === 1 ? [lanes, steps] : [lanes, steps, each];
    if (tensor?.shape.join() !== shape.join())
      throw new Error(
        `"${PREFIX + name}" has shape ${tensor?.shape.join(' × ') ?? 'none'}; ${lanes} lanes of ${steps} steps have ${shape.join(' × ')}`,
      );
    return (lane: number, step: number, count = each) => {
      const at = (lane * steps + step) * each;
      return Array.from(tensor.values.subarray(at, at + count));
    };
  };
  const scalars = SCALARS.map((name) => [name, row(name, 1)] as const);
  const vectors = VECTORS.map((name) => [name, row(name, most)] as const);
  const pair = row(PAIR, 2);
  const places = (lane: number, step: number, count: number) => {
    const both = pair(lane, step);
    if (!both.every((place) => Number.isInteger(place) && place >= 0 && place < count))
      throw new Error(
        `"${PREFIX + PAIR}" has ${both.join(', ')} at step ${step}; places among ${count} criteria are 0 to ${count - 1}.`,
      );
    return both;
  };
  return Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: steps }, (__, step) => {
      const criteria = rubrics.findLast(([from]) => from <= step)?.[1] ?? [];
      return {
        step,
        criteria,
        ...Object.fromEntries(scalars.map(([name, at]) => [name, at(lane, step)[0]])),
        ...Object.fromEntries(vectors.map(([name, at]) => [name, at(lane, step, criteria.length)])),
        [PAIR]: places(lane, step, criteria.length),
      } as unknown as StepRecord;
    }),
  );
}
