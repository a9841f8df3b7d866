/** What a formula may name: numbers of one criterion in one group, and numbers of the whole step. */

interface QuantityText {
  /** One sentence for the page's list. */
  explain: string;
  /** How mathematics writes it, where that is not its name. */
  symbol?: string;
}

const TEXTS = {
  prior: { explain: 'The criterion’s share of the rubric’s weight, over active criteria.' },
  saturation: { explain: 'How far the group has met the criterion, from 0 to 1; good answers count more.' },
  mean: { explain: 'The mean of the criterion’s scores over the group.' },
  std: { explain: 'The sample standard deviation of these scores; 0 where all are equal.' },
  cv: { explain: 'The coefficient of variation, std divided by mean; 0 where the mean is 0.' },
  lowest: { explain: 'The lowest of these scores (min is a function).' },
  highest: { explain: 'The highest of these scores (max is a function).' },
  previous: { explain: 'The weight the criterion had at the step before; its prior at the first.' },
  step: { explain: 'How many training steps came before this one, from 0.' },
  K: { explain: 'How many criteria are active.' },
  gamma: { explain: 'A number to turn: how hard weight moves.', symbol: 'γ' },
  tau: {
    explain: 'A number to turn: how much good answers count in saturation; large is a plain mean.',
    symbol: 'τ',
  },
  epsilon: { explain: 'A number to turn: what a saturated criterion keeps.', symbol: 'ε' },
} satisfies Record<string, QuantityText>;

export type Quantity = keyof typeof TEXTS;

export const QUANTITIES: Readonly<Record<Quantity, QuantityText>> = TEXTS;

export const QUANTITY_NAMES = Object.keys(QUANTITIES) as Quantity[];

/** All that a formula is told, one number per quantity. */
export type Environment = Readonly<Record<Quantity, number>>;

/** "constructor" and the like are no quantities, though every object has them. */
export const isQuantity = (name: string): name is Quantity => Object.hasOwn(QUANTITIES, name);
