/** What a term of the page is: one plain sentence, its formula, its numbers now, and where it comes from. */
import type { Confidence } from '../../lab/reward/methods/method.ts';
import type { Live } from './live.ts';

export interface Term {
  id: string;
  name: string;
  /** One plain sentence. */
  says: string;
  /** TeX, as far as methods/tex.ts reads it. */
  formula?: string;
  /** The same with the numbers of the step shown; null where they are not known. */
  live?: (live: Live) => string | null;
  /** What the page's screen elements mean by it, e.g. how it is drawn. */
  drawn?: string;
  source: string;
  confidence: Confidence;
}
