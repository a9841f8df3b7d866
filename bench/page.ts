/** The page the benchmark command opens: measures when told to, and hands the figures over. */
import { measure, type Figures } from './measure.ts';

declare global {
  interface Window {
    /** Provided by the command line. */
    benchSay(text: string): void;
    benchMeasure(quick: boolean): Promise<Figures>;
  }
}

window.benchMeasure = (quick) => measure(quick, (text) => window.benchSay(text));
