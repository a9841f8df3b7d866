import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movedTeacher } from './teacher.ts';

const row = fc.float32Array({ minLength: 3, maxLength: 3, min: -100, max: 100, noNaN: true });
const mixes = fc.double({ min: 0, max: 1, noNaN: true });

it('lands between teacher and student, where the sum of both says', () => {
  fc.assert(
    fc.property(row, row, mixes, (teacher, student, mix) => {
      movedTeacher(teacher, student, mix).forEach((value, i) => {
        const [old, goal] = [teacher[i]!, student[i]!];
        expect(Math.abs(value - ((1 - mix) * old + mix * goal))).toBeLessThan(1e-5);
        expect(value).toBeGreaterThanOrEqual(Math.min(old, goal));
        expect(value).toBeLessThanOrEqual(Math.max(old, goal));
      });
    }),
  );
});

it('stays at mix 0, becomes the student at mix 1, and stays where both are equal', () => {
  const plain = (values: Float32Array) => Array.from(values, (value) => value + 0); // -0 is 0
  fc.assert(
    fc.property(row, row, mixes, (teacher, student, mix) => {
      expect(plain(movedTeacher(teacher, student, 0))).toEqual(plain(teacher));
      expect(plain(movedTeacher(teacher, student, 1))).toEqual(plain(student));
      expect(plain(movedTeacher(teacher, teacher, mix))).toEqual(plain(teacher));
    }),
  );
});

it('follows a student that stands still by the power of what is left', () => {
  let teacher: Float32Array = Float32Array.of(1, -2);
  for (let step = 0; step < 50; step++) teacher = movedTeacher(teacher, Float32Array.of(3, 0), 0.02);
  expect(teacher[0]).toBeCloseTo(3 - 2 * 0.98 ** 50, 4);
  expect(teacher[1]).toBeCloseTo(-2 * 0.98 ** 50, 4);
});

it('ignores gaps that are too small for 32 bits', () => {
  const at = Float32Array.of(0.3);
  expect(movedTeacher(at, Float32Array.of(0.3014), 1e-5)).toEqual(at);
  expect(movedTeacher(at, Float32Array.of(0.31), 1e-5)[0]).toBeGreaterThan(at[0]!);
});
