/** What a judge can get wrong, to begin from. */
import {
  ceiling,
  rightEverywhere,
  topWrong,
  worstWrong,
  type Curve,
} from '../../../../neighbours/chasing-the-tail/theory/curve.ts';

export type Shape = 'right' | 'topWrong' | 'worstWrong' | 'ceiling' | 'hand';

export const SHAPES: readonly { value: Shape; label: string; explain: string }[] = [
  { value: 'right', label: 'Right', explain: 'Right everywhere: the judge ranks answers as gold does' },
  { value: 'topWrong', label: 'Top wrong', explain: 'The best share c of the answers is ranked in reverse' },
  {
    value: 'worstWrong',
    label: 'Worst wrong',
    explain: 'The worst share c of the answers is ranked in reverse',
  },
  {
    value: 'ceiling',
    label: 'Ceiling',
    explain: 'The best share c of the answers gets one and the same reward',
  },
  { value: 'hand', label: 'By hand', explain: 'What you draw' },
];

/** Whether a share of answers belongs to it. */
export const hasShare = (shape: Shape): boolean => shape !== 'right' && shape !== 'hand';

/** @param share of the answers, in [0,1] */
export function curveOf(shape: Exclude<Shape, 'hand'>, share: number): Curve {
  switch (shape) {
    case 'right':
      return rightEverywhere;
    case 'topWrong':
      return topWrong(share);
    case 'worstWrong':
      return worstWrong(share);
    case 'ceiling':
      return ceiling(share);
  }
}
