import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inParts, TooManyLanes } from './in-parts.ts';

it('does all of it once and in order, whatever is refused', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat()),
      fc.nat(20),
      fc.integer({ min: 1, max: 9 }),
      async (items, most, room) => {
        const outcome = await inParts(items, most, (part) => {
          if (part.length > room) throw new TooManyLanes();
          return Promise.resolve(part.map((item) => item + 1));
        });
        expect(outcome).toEqual(items.map((item) => item + 1));
      },
    ),
  ));

it('stops where it is told to, and gives up on a single item', async () => {
  expect(await inParts([1, 2, 3], 1, ([item]) => Promise.resolve(item === 2 ? null : [item]))).toBeNull();
  const refuse = () => Promise.reject(new TooManyLanes('none'));
  await expect(inParts([1, 2], 2, refuse)).rejects.toThrow('none');
  await expect(inParts([1], 1, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
});
