/** Stands in until the lab is there. */
export { coin as lab } from '../testing.ts';
