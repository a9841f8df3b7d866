/** The colours of figures in files: those of the light page, on white paper (src/app/tokens.css). */
export const PAPER = '#ffffff';
export const WASH = '#f3f4f6';
export const LINE = '#dfe3e7';
export const INK = '#12161b';
export const INK_2 = '#47505a';
export const INK_3 = '#66707b';
export const METHOD = '#66707b';

/** Of criteria, by hue. */
export const HUES = [
  '#d04510',
  '#8a48d2',
  '#229fa3',
  '#c08a00',
  '#0f4996',
  '#22500a',
  '#6e0a4c',
  '#5b6f78',
] as const;

/** The same on the dark page. */
export const DARK_HUES = [
  '#f4722f',
  '#c78ff7',
  '#58ebe0',
  '#ebb10c',
  '#3f80d4',
  '#c6ec7e',
  '#b05f86',
  '#a3b2b4',
] as const;

/** The hue of a column; ink for what is not about a criterion. */
export const hueOf = (look: { hue: number } | undefined): string => (look ? HUES[look.hue]! : INK);
