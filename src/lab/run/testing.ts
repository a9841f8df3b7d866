/** A language of a scenario's own, for tests: no word of it is a standard one. */
import type { Texts } from '../language/language.ts';

const six = ['refunds', 'parcels', 'invoices', 'returns', 'accounts', 'repairs'] as const;

export const SHOP: Texts = {
  topics: six.map((id) => ({
    id,
    words: [`${id}-a`, `${id}-b`],
    facts: [`${id}-1`, `${id}-2`, `${id}-3`],
  })),
  classes: {
    greeting: ['dear', 'hi', 'morning'],
    citation: ['[policy]', '[terms]', '[receipt]'],
    hedge: ['usually', 'normally', 'probably'],
    polite: ['kindly', 'regards', 'sincerely'],
    forbidden: ['nonsense', 'whatever'],
    marker: ['next', 'finally'],
    punctuation: [';', '…'],
    filler: ['um', 'like', 'right', 'okay', 'anyway'],
  },
};
