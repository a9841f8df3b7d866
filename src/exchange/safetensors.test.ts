import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

const tensor: fc.Arbitrary<Tensor> = fc
  .array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 })
  .chain((shape) =>
    fc
      .float32Array({
        minLength: shape.reduce((a, b) => a * b, 1),
        maxLength: shape.reduce((a, b) => a * b, 1),
      })
      .map((values) => ({ shape, values })),
  );
/** Names of prototypes are refused. */
const name = fc
  .stringMatching(/^[a-zA-Z0-9._ é]{1,20}$/)
  .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));

it('keeps every bit of every tensor, and the texts', () => {
  fc.assert(
    fc.property(fc.dictionary(name, tensor), fc.dictionary(name, fc.string()), (tensors, metadata) => {
      const read = readSafetensors(writeSafetensors({ tensors: new Map(Object.entries(tensors)), metadata }));
      expect(Object.fromEntries(read.tensors)).toEqual(tensors);
      expect({ ...read.metadata }).toEqual({ ...metadata });
    }),
  );
});

it('writes what the format says, byte for byte', () => {
  const file = writeSafetensors({
    tensors: new Map([['w', { shape: [2, 1], values: Float32Array.of(1, -2) }]]),
    metadata: { a: 'b' },
  });
  const header = '{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}';
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  expect([...file.subarray(0, 8)]).toEqual([padded.length, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(file.subarray(8, 8 + padded.length))).toBe(padded);
  expect([...file.subarray(8 + padded.length)]).toEqual([0, 0, 128, 63, 0, 0, 0, 192]);
});

const fileOf = (header: string, numbers = 0) => {
  const bytes = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + bytes.length + numbers);
  new DataView(file.buffer).setBigUint64(0, BigInt(bytes.length), true);
  file.set(bytes, 8);
  return file;
};

it.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(), /0 bytes/],
  ['a header longer than the file', fileOf('{}').fill(255, 0, 4), /header would take/],
  ['no JSON', fileOf('hello there'), /header: at character 1/],
  ['another type', fileOf('{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', 8), /header: w/],
  [
    'numbers beyond the end',
    fileOf('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4),
    /0 to 8 of 4/,
  ],
  [
    'a size that is not its shape',
    fileOf('{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8),
    /"w"/,
  ],
  [
    'a place before the start',
    fileOf('{"w":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}', 8),
    /-4 to 0/,
  ],
  [
    'an endless shape',
    fileOf('{"w":{"dtype":"F32","shape":[99999999,99999999],"data_offsets":[0,8]}}', 8),
    /"w"/,
  ],
  ['a key of prototypes', fileOf('{"__proto__":{"dtype":"F32"}}'), /"__proto__" is not allowed/],
  ['a tensor that is a text', fileOf('{"w":{"dtype":"F32"}}'), /header: w\.shape: it is missing/],
  [
    'numbers that two tensors share',
    fileOf(
      '{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      4,
    ),
    /overlap or leave a gap at 0 of 4 bytes/,
  ],
  [
    'numbers of no tensor',
    fileOf('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 8),
    /its tensors end at 4 of 8 bytes/,
  ],
])('refuses %s', (_, file, message) => {
  expect(() => readSafetensors(file)).toThrow(message);
});

it('throws an Error, and nothing else, whatever the bytes', () => {
  const good = writeSafetensors({
    tensors: new Map([['w', { shape: [1], values: Float32Array.of(1) }]]),
    metadata: {},
  });
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, cut) => {
      const file = Uint8Array.from(good).subarray(0, cut);
      if (at < cut) file[at] = byte;
      try {
        readSafetensors(file);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 500 },
  );
});
