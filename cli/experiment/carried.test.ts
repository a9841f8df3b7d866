import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carried, carry } from './carried.ts';

it('carries arrays of floats bit for bit, and numbers that JSON has none for', () =>
  fc.assert(
    fc.property(
      fc.float32Array({ maxLength: 200 }),
      fc.array(
        fc.oneof(
          fc.double().filter((value) => !Object.is(value, -0)),
          fc.string(),
          fc.constant(null),
        ),
      ),
      (floats, others) => {
        const value = { floats, others, deep: [{ floats }] };
        const back = carried<typeof value>(carry(value));
        expect(new Uint8Array(back.floats.buffer)).toEqual(
          new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength),
        );
        expect(back.deep[0]!.floats).toEqual(floats);
        expect(back.others).toEqual(others);
      },
    ),
  ));

it('carries more than a call takes arguments', () => {
  const floats = Float32Array.from({ length: 300_000 }, (_, i) => i / 7);
  expect(carried(carry(floats))).toEqual(floats);
});
