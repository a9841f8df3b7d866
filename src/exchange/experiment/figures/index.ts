/** The figures of an experiment. Each is a function of what an analysis comes to and of how it is to look. */
export { ablation } from './ablation.ts';
export { passiveCorrelation, returnCorrelation } from './correlations.ts';
export { dose } from './dose.ts';
export type { Figure } from './figure.ts';
export { forest } from './forest.ts';
export { bare, framed, framedLook } from './frame.ts';
export { heat } from './heat.ts';
export { fileLook, pageLook, type Look, type Names } from './look.ts';
export { overOptimisation } from './over-optimisation.ts';
export { ranking } from './ranking.ts';
export { reach } from './reach.ts';
export { speed } from './speed.ts';
export { trajectories } from './trajectories.ts';
