/** A plain criterion for tests, with whatever is of interest set. */
import type { Criterion } from './criterion.ts';

export const criterion = (of: Partial<Criterion> & Pick<Criterion, 'id'>): Criterion => ({
  name: of.id,
  text: '',
  kind: 'principle',
  weight: 1,
  polarity: 'positive',
  active: true,
  unsatisfiable: false,
  detector: { type: 'on-topic' },
  judge: {},
  tags: [],
  ...of,
});
