/** What of a long series a small chart draws: figures of files draw the same. */
export { drawnSteps, tenth } from '../../exchange/svg/drawn-steps.ts';
