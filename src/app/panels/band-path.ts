/** An SVG path around a band: figures of files have the same. */
export { bandPath } from '../../exchange/svg/band-path.ts';
