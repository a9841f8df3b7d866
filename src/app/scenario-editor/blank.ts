/** The blank scenario: a middling mixture, three criteria of equal weight, two methods. It is none of those that ship. */
import { parseScenario, type Scenario } from '../../lab/run/scenario.ts';

/** Three criteria that need no further thought. */
export const SMALL_RUBRIC = [
  {
    ...{ id: 'greets', name: 'greets', text: 'Opens with a greeting.', kind: 'hard-rule', weight: 1 },
    detector: { type: 'starts-with', group: 'greeting' },
  },
  {
    ...{ id: 'facts', name: 'facts', text: 'Tells three different facts of the topic.' },
    ...{ kind: 'principle', weight: 1, detector: { type: 'distinct', group: 'own-fact', target: 3 } },
  },
  {
    ...{
      id: 'cite',
      name: 'cites',
      text: 'Names a source right after a fact.',
      kind: 'hard-rule',
      weight: 1,
    },
    detector: { type: 'neighbours', first: 'own-fact', second: 'citation' },
  },
];

export const BLANK: Scenario = parseScenario({
  formatVersion: 1,
  id: 'my-scenario',
  name: 'My scenario',
  summary: '',
  mixture: {
    ...{ greeting: 0.5, forbidden: 0.1, polite: 0.3, citation: 0.1, hedge: 0.1 },
    ...{ facts: [0.25, 0.4, 0.25, 0.1], offTopic: [0.6, 0.25, 0.15], filler: 0.3 },
  },
  policy: { width: 24, heads: 2, hidden: 48, blocks: 1 },
  warmStart: { steps: 600, batch: 64, learningRate: 0.01, seed: 1 },
  rubric: SMALL_RUBRIC,
  methods: ['static-uniform', 'focal-prior'],
  training: {
    ...{ steps: 150, numGenerations: 16, numIterations: 2, learningRate: 0.003 },
    ...{ adamBeta1: 0.9, adamBeta2: 0.99, adamEpsilon: 1e-8, maxGradNorm: 1 },
    ...{ beta: 0.02, epsilon: 0.2, temperature: 1 },
    ...{ scaleRewards: 'group', lossType: 'dapo', maxCompletionLength: 16 },
  },
});
