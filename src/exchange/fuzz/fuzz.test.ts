import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runCase } from './case.ts';

it('a link or a file is read whole or refused with a sentence, and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.noShrink(fc.nat(0xffffffff)), async (seed) => {
      const { outcome, kind } = await runCase(seed);
      if (kind.endsWith('valid')) expect(outcome).toBe('read');
    }),
    { numRuns: 500 },
  );
}, 120_000);
