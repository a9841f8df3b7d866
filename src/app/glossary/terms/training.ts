/** Terms of training itself: steps, drift, variety. */
import { percent } from '../../format.ts';
import type { Term } from '../term.ts';

export const TRAINING_TERMS: readonly Term[] = [
  {
    id: 'step',
    name: 'Step',
    says: 'One round of training: every policy answers every prompt, is judged, and is updated once or a few times.',
    live: ({ run, step }) => `step ${step} of ${run.steps}, ${run.lanes.length} policies at once`,
    source: 'GRPO',
    confidence: 'public code',
  },
  {
    id: 'fork',
    name: 'Fork',
    says: 'A run that shares the past of another up to a step, and then goes its own way: what differs after it is due to what was changed there.',
    live: ({ run }) =>
      run.stem
        ? `all methods share the past of one until step ${run.stem.step}`
        : run.kept?.parent
          ? `this run left another at step ${run.kept.parent.step}`
          : null,
    source: 'Policies, optimisers and random numbers go on bit for bit from a snapshot',
    confidence: 'reconstruction',
  },
  {
    id: 'recipe',
    name: 'Recipe',
    says: 'All it takes to have a run again: scenario, methods, seeds, engine, and every edit with its step. On the same device it comes out the same, bit for bit.',
    live: ({ run }) => `${run.edits.length} ${run.edits.length === 1 ? 'edit' : 'edits'} so far`,
    source: 'Focal Lab: docs/run-format.md',
    confidence: 'reconstruction',
  },
  {
    id: 'speed',
    name: 'Steps per second',
    says: 'How fast steps come in, for all methods and seeds together; with a slower speed chosen, its waits are counted in.',
    live: ({ run, step }) =>
      run.secondsPerStep > 0 && step === run.head
        ? `${(run.secondsPerStep * 1000).toFixed(0)} ms since the step before`
        : null,
    source: 'Measured here, between the latest two reports',
    confidence: 'reconstruction',
  },
  {
    id: 'kl',
    name: 'KL',
    says: 'How far the policy has moved from the base policy it started as, summed over an answer; 0 is not at all.',
    formula: '\\mathrm{KL} \\approx \\rho - 1 - \\mathrm{ln} \\rho, \\quad \\rho = \\frac{\\pi_0}{\\pi}',
    live: ({ mean, focus }) =>
      `${mean(({ klSequence }) => klSequence).toFixed(1)} per answer, ${mean(({ kl }) => kl).toFixed(2)} per token under ${focus}`,
    source: 'The k3 estimate, as in TRL',
    confidence: 'public code',
  },
  {
    id: 'entropy',
    name: 'Entropy',
    says: 'How much answers still vary, per token in nats: near 0 the policy always says the same, and there is nothing to compare.',
    formula: 'H = - \\sum_v p_v \\mathrm{ln} p_v',
    live: ({ mean, focus }) => `${mean(({ entropy }) => entropy).toFixed(2)} under ${focus}`,
    source: 'As in TRL',
    confidence: 'public code',
  },
  {
    id: 'gradient',
    name: 'Gradient norm',
    says: 'How long the step is that the policy would take before the optimiser scales it.',
    live: ({ mean, focus }) => `${mean(({ gradNorm }) => gradNorm).toPrecision(2)} under ${focus}`,
    source: 'TRL’s grad_norm',
    confidence: 'public code',
  },
  {
    id: 'clip',
    name: 'Clipped',
    says: 'The share of tokens whose probability has moved so far within a step that their gradient is cut off.',
    formula: '\\frac{\\pi}{\\pi_{\\mathrm{old}}} < 1 - \\epsilon',
    live: ({ mean, focus }) => `${percent(mean(({ clipRatio }) => clipRatio))}% of tokens under ${focus}`,
    source: 'TRL’s clip_ratio; upwards the bound may be another (epsilon_high)',
    confidence: 'public code',
  },
];
