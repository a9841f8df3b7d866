/** A lab without a paper, for tests of what all labs share: tossed coins, two of them loaded. */
import type { LabRun, LabStep, Neighbour, TrackStep } from './neighbour.ts';

const CHANCE: Readonly<Record<string, number>> = { fair: 0.5, loaded: 0.8, broken: NaN };

/** A toss in [0,1) that depends on seed and step alone. */
const toss = (seed: number, step: number): number => {
  const x = Math.sin(seed * 127.1 + step * 311.7) * 43758.5453;
  return x - Math.floor(x);
};

const lastOf = (values: readonly number[] | undefined): number => values?.at(-1) ?? NaN;

export const coin: Neighbour = {
  id: 'coin',
  name: 'Coins',
  paper: { title: 'Tossing coins', arxiv: '0000.00000', venue: 'none', confidence: 'reconstruction' },
  summary: 'Tosses a fair coin beside a loaded one.',
  simplified: ['A coin has no edge.'],
  shared: ['Nothing.'],
  own: ['The coins.'],
  fields: [
    {
      ...{ id: 'steps', name: 'Tosses', explain: 'How often each coin is tossed.' },
      ...{ kind: 'number', min: 1, max: 1000, step: 1, whole: true, initial: 20 },
    },
    {
      ...{ id: 'lift', name: 'Lift', explain: 'Added to the chance of heads.' },
      ...{ kind: 'number', min: -0.5, max: 0.5, step: 0.05, initial: 0 },
    },
    {
      ...{ id: 'count', name: 'Count', explain: 'What is counted.', kind: 'choice', initial: 'heads' },
      options: [
        { id: 'heads', name: 'Heads' },
        { id: 'tails', name: 'Tails' },
      ],
    },
    { id: 'noisy', name: 'Noisy', explain: 'Whether tosses are heard.', kind: 'switch', initial: false },
  ],
  scenarios: [
    { id: 'plain', name: 'Plain', note: 'As they are.', settings: {} },
    { id: 'lifted', name: 'Lifted', note: 'Both a little luckier.', settings: { lift: 0.1 } },
  ],
  arms: [
    { id: 'fair', name: 'fair', idea: 'Heads half of the time.' },
    { id: 'loaded', name: 'loaded', idea: 'Heads four times in five.' },
  ],
  usual: { arms: ['fair', 'loaded'], seeds: 2 },
  measures: [
    {
      id: 'heads',
      name: 'heads so far',
      explain: 'Share of tosses that were heads.',
      range: [0, 1],
      chart: 'share',
    },
    {
      id: 'tails',
      name: 'tails so far',
      explain: 'Share of tosses that were tails.',
      range: [0, 1],
      chart: 'share',
    },
    { id: 'count', name: 'heads', explain: 'How many heads there were.', range: null },
  ],
  outcomes: [
    {
      ...{
        id: 'final',
        name: 'heads at the end',
        explain: 'Share of heads after the last toss.',
        better: 'higher',
      },
      of: ({ values }) => lastOf(values['heads']),
    },
  ],
  study: {
    question: 'Is the loaded coin luckier?',
    claim: 'A loaded coin shows heads more often.',
    scenarios: ['plain', 'lifted'],
    arms: ['fair', 'loaded'],
    comparisons: ['plain', 'lifted'].map((scenario) => ({
      ...{ scenario, arm: 'loaded', against: 'fair', outcome: 'final' },
    })),
    answer: (compared) =>
      compared.map(({ scenario, difference }) => `${scenario}: ${difference.toFixed(3)} more heads.`),
  },
  explanation: ['One', 'Two', 'Three', 'Four', 'Five'].map((title, i) => ({
    ...{ id: title.toLowerCase(), title, text: [`Toss number ${i + 1} of *five*.`], light: 'share' },
    ...(i === 1
      ? {
          predict: {
            ...{ question: 'Which coin is ahead after 10 tosses?', options: ['fair', 'loaded'], by: 10 },
            found: (tracks) => {
              const at = (arm: string) => tracks.find((track) => track.arm === arm)?.values['heads']?.[10];
              const [fair, loaded] = [at('fair'), at('loaded')];
              return fair === undefined || loaded === undefined ? null : loaded > fair ? 1 : 0;
            },
            told: (tracks) =>
              `Heads: ${tracks.map(({ values }) => lastOf(values['heads']).toFixed(2)).join(', ')}.`,
          },
        }
      : {}),
  })),
  open: (plan) =>
    Promise.resolve(
      tossing(plan.arms, plan.seeds, Number(plan.settings['steps']), Number(plan.settings['lift'])),
    ),
};

function tossing(arms: readonly string[], seeds: readonly number[], steps: number, lift: number): LabRun {
  let step = -1;
  const heads = new Map<string, number>();
  const track = (arm: string, seed: number): TrackStep => {
    const key = `${arm} ${seed}`;
    const won = step > 0 && toss(seed, step) < CHANCE[arm]! + lift;
    const count = (heads.get(key) ?? 0) + (won ? 1 : 0);
    heads.set(key, count);
    const share = step > 0 ? count / step : NaN;
    const events = won && count === 5 ? [{ step, kind: 'fifth', text: 'The fifth heads.' }] : [];
    return { arm, seed, values: { heads: share, tails: 1 - share, count }, events };
  };
  return {
    steps,
    advance(): Promise<LabStep> {
      step++;
      return Promise.resolve({ step, tracks: arms.flatMap((arm) => seeds.map((seed) => track(arm, seed))) });
    },
    look: () => Promise.resolve({ heads: Object.fromEntries(heads) }),
    act: ({ kind }) =>
      kind === 'spin'
        ? Promise.resolve()
        : Promise.reject(new Error(`A coin cannot "${kind}"; allowed is spin.`)),
    dispose: () => heads.clear(),
  };
}
