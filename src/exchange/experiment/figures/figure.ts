/** What every figure of an experiment comes to; a frame makes a file of it, a page sets it among its own words. */
import type { Markup } from '../../markup.ts';

export interface Figure {
  title: string;
  /** What the marks mean, in whole sentences. */
  caption: readonly string[];
  /** In pixels; the body is drawn from 0 on. */
  width: number;
  height: number;
  body: Markup;
}
