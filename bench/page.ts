/** The page the benchmark command opens: measures when told to, and hands the figures over. */
import { keepingFigures, type KeepingFigures } from './keeping.ts';
import { lockStep, type LockStepFigures } from './lock-step.ts';
import { measure, type Figures } from './measure.ts';

declare global {
  interface Window {
    /** Provided by the command line. */
    benchSay(text: string): void;
    benchMeasure(quick: boolean): Promise<Figures>;
    benchKeeping(quick: boolean): Promise<KeepingFigures[]>;
    benchLockStep(quick: boolean): Promise<LockStepFigures>;
  }
}

window.benchMeasure = (quick) => measure(quick, (text) => window.benchSay(text));
window.benchKeeping = async (quick) => {
  const all: KeepingFigures[] = [];
  for (const seeds of quick ? [1] : [1, 4]) all.push(await keepingFigures(seeds, quick ? 3 : 5));
  return all;
};
window.benchLockStep = (quick) => lockStep(quick ? 10 : 150, quick ? 3 : 1, (text) => window.benchSay(text));
