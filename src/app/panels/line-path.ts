/** An SVG path through a series: figures of files have the same. */
export { linePath } from '../../exchange/svg/line-path.ts';
