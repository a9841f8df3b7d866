import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflate } from '../../lab/squeeze.ts';
import type { Field, LabPlan, Neighbour, Value } from '../../neighbours/neighbour.ts';
import { checkPlan } from '../../neighbours/plan.ts';
import { coin } from '../../neighbours/testing.ts';
import { Dice } from '../fuzz/dice.ts';
import { mutatedBytes, mutatedJson } from '../fuzz/mutations.ts';
import { toBase64Url } from '../recipe/base64url.ts';
import { LONGEST_REFUSAL } from '../refusal.ts';
import { isLabLink, LONGEST_LAB_LINK, readLabLink, writeLabLink } from './link.ts';
import { fitRequest, requestOf } from './request.ts';

const KNOWN = ['coin', 'other-lab'];
const packed = async (document: unknown) =>
  `#lab=${toBase64Url(await deflate(new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document))))}`;

const valueOf = (field: Field): fc.Arbitrary<Value> => {
  switch (field.kind) {
    case 'number':
      return field.whole
        ? fc.integer({ min: field.min, max: field.max })
        : fc.double({ min: field.min, max: field.max, noNaN: true }).map((value) => value + 0); // no −0 in JSON
    case 'choice':
      return fc.constantFrom(...field.options.map(({ id }) => id));
    case 'switch':
      return fc.boolean();
  }
};

const planFor = (lab: Neighbour): fc.Arbitrary<LabPlan> =>
  fc
    .record({
      scenario: fc.constantFrom(...lab.scenarios.map(({ id }) => id)),
      settings: fc.record(Object.fromEntries(lab.fields.map((field) => [field.id, valueOf(field)])), {
        requiredKeys: [],
      }),
      arms: fc.shuffledSubarray(
        lab.arms.map(({ id }) => id),
        { minLength: 1 },
      ),
      seeds: fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 32 }),
    })
    .map((part) => checkPlan(lab, part as Partial<LabPlan>));

/** As large as labs come: every kind of field, with long names. */
const large: Neighbour = {
  ...coin,
  fields: Array.from({ length: 40 }, (_, i) => ({
    ...{ id: `someSettingWithALongName${i}`, name: 'a', explain: 'b' },
    ...{ kind: 'number' as const, min: -1000, max: 1000, step: 0.1, initial: 0 },
  })),
  scenarios: [{ id: 'plain', name: 'Plain', note: 'As it is.', settings: {} }],
  arms: Array.from({ length: 12 }, (_, i) => ({ id: `some-arm-${i}`, name: 'arm', idea: 'idea' })),
  usual: { arms: ['some-arm-0'], seeds: 1 },
};

describe('a link of a lab', () => {
  it('is the id where all is as usual', async () => {
    const request = requestOf(coin, 'coin', checkPlan(coin));
    expect(await writeLabLink(request)).toBe('lab=coin');
    expect(await readLabLink('#lab=coin', KNOWN)).toEqual({ lab: 'coin' });
    expect(isLabLink('#lab=coin')).toBe(true);
    expect(isLabLink('#run=7VVNb9s')).toBe(false);
  });

  it.each([
    ['of the toy lab', coin, 30],
    ['of a large one', large, 15],
  ])('leads back to the same plan: %s', async (_, lab, numRuns) => {
    await fc.assert(
      fc.asyncProperty(planFor(lab), fc.boolean(), async (plan, study) => {
        const link = await writeLabLink(requestOf(lab, 'coin', plan, study));
        expect(link.length).toBeLessThanOrEqual(LONGEST_LAB_LINK);
        expect(link).toMatch(/^lab=[A-Za-z0-9_-]+$/);
        expect(fitRequest(lab, await readLabLink(`#${link}`, KNOWN))).toEqual({ plan, study, leftOut: [] });
      }),
      { numRuns, seed: 11 },
    );
  });

  it('carries no more than what differs', () => {
    const plan = checkPlan(coin, { scenario: 'lifted', settings: { steps: 9, lift: 0.1 } });
    expect(requestOf(coin, 'coin', plan, true)).toEqual({
      ...{ lab: 'coin', scenario: 'lifted', settings: { steps: 9 }, study: true },
    });
  });
});

describe('what a lab does not know is left out, and said', () => {
  it('item by item, with what is allowed', () => {
    const { plan, leftOut } = fitRequest(coin, {
      ...{ lab: 'coin', scenario: 'gone', arms: ['loaded', 'bent'], seeds: [2, 2] },
      settings: { steps: 9, lift: 7, weight: 1, toString: 'x' } as unknown as Record<string, Value>,
    });
    expect(plan).toEqual(checkPlan(coin, { arms: ['loaded'], settings: { steps: 9 } }));
    expect(leftOut).toEqual([
      'Left out: Unknown scenario "gone" of Coins; known are plain, lifted.',
      'Left out: lift is 7; allowed is a number from -0.5 to 0.5.',
      'Left out: Unknown setting "weight" of Coins; known are steps, lift, count, noisy.',
      'Left out: Unknown setting "toString" of Coins; known are steps, lift, count, noisy.',
      'Left out: Unknown arm "bent" of Coins; known are fair, loaded.',
      'Left out: The seed 2 is there twice; each is allowed once.',
    ]);
  });

  it('where nothing is known, the lab opens as usual', () => {
    const { plan, leftOut } = fitRequest(coin, { lab: 'coin', scenario: 'x', arms: ['y'], seeds: [-1] });
    expect(plan).toEqual(checkPlan(coin));
    expect(leftOut).toHaveLength(3);
  });
});

describe('refusals', () => {
  it.each<[string, string | Promise<string>, RegExp]>([
    ['no lab', '#lab=', /names no lab; there are coin, other-lab/],
    ['an unknown lab', '#lab=magic', /There is no lab "magic"; there are coin, other-lab/],
    ['odd characters', '#lab=%3Cimg%3E', /damaged, perhaps cut off: it has characters/],
    ['too long', `#lab=${'A'.repeat(2001)}`, /has 2,001 characters; at most 2,000 are read/],
    ['an unknown lab inside', packed({ v: 1, lab: 'magic' }), /There is no lab "magic"; there are coin/],
    [
      'the future',
      packed({ v: 2, lab: 'coin' }),
      /version 2, from a newer Focal Lab; this one reads up to 1/,
    ],
    ['another version', packed({ v: 0.5, lab: 'coin' }), /version 0.5; this Focal Lab reads 1/],
    ['no version', packed({ lab: 'coin' }), /asks for no lab: v: it is missing/],
    ['an unknown key', packed({ v: 1, lab: 'coin', html: '<b>' }), /html: no key of this name is known here/],
    [
      'a prototype',
      packed('{"v":1,"lab":"coin","settings":{"__proto__":1}}'),
      /"__proto__" is not allowed as a key/,
    ],
    ['a seed too many', packed({ v: 1, lab: 'coin', seeds: Array(33).fill(1) }), /asks for no lab: seeds/],
    [
      'a long text',
      packed({ v: 1, lab: 'coin', settings: { a: 'x'.repeat(41) } }),
      /has 41 characters; at most 40/,
    ],
    [
      'a bomb',
      packed(JSON.stringify({ v: 1, lab: ' '.repeat(100_000) })),
      /unfolds to more than 20,000 bytes/,
    ],
    ['no JSON', packed('{"v":1'), /asks for no lab: at character/],
    ['a list', packed('[]'), /asks for no lab/],
    ['null', packed('null'), /asks for no lab/],
  ])('%s', async (_, fragment, says) => {
    const text = await fragment;
    await expect(readLabLink(text, KNOWN)).rejects.toThrow(says);
  });

  it('of whatever bytes: a sentence, or a request that fits', async () => {
    const plan = checkPlan(coin, { scenario: 'lifted', settings: { steps: 7 }, seeds: [5, 6] });
    const { lab, ...rest } = requestOf(coin, 'coin', plan);
    const json = JSON.stringify({ v: 1, lab, ...rest });
    const bytes = await deflate(new TextEncoder().encode(json));
    let read = 0;
    for (let seed = 0; seed < 150; seed++) {
      const dice = new Dice(seed);
      const link = dice.chance(0.5)
        ? await packed(mutatedJson(dice, json))
        : `#lab=${toBase64Url(mutatedBytes(dice, bytes))}`;
      try {
        const fitted = fitRequest(coin, await readLabLink(link, KNOWN));
        expect(checkPlan(coin, fitted.plan)).toEqual(fitted.plan);
        read++;
      } catch (error) {
        const { message } = error as Error;
        expect(message.length).toBeLessThanOrEqual(LONGEST_REFUSAL);
        expect(message).toMatch(/^(The link|There is no lab)/);
      }
    }
    expect(read).toBeGreaterThan(2);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
