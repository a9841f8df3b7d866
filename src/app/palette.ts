/** Which hue and which shape a criterion has, here and in files (../exchange/svg/palette.ts); and how vivid its stream is. */
export { lookAt, seat, SHAPES, stackOrder, type Look, type Shape } from '../exchange/svg/palette.ts';

/** How strongly a stream is coloured at a saturation, 1 vivid to .2 pale: 1 - s enters by its root. */
export const vividness = (saturation: number): number =>
  0.2 + 0.8 * Math.sqrt(Math.max(0, Math.min(1, 1 - saturation)));
