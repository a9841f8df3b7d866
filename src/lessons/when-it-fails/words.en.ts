/** Lesson 6 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'When it fails',
  summary: 'Four cases in which low saturation does not mean room to improve, and what helps in each.',
  steps: {
    'four-cases': {
      title: 'A rule with an assumption',
      text: `Focal moves weight to what is far from met. Behind this stands an assumption: what is far from met can still be learnt, and the judge tells the truth.

This lesson visits four rubrics where that does not hold. Each one is set up and trained here.

We mostly compare focal with equal weights, on the [direct score](outcome). That is the mean by the rubric’s own weights. It uses the true scores, not the judge’s.`,
    },
    impossible: {
      title: '1. The impossible',
      text: `The criterion [“looks it up”](browse) can never be met. In lesson 5 the judge was honest about that, and the weight on it did nothing.

Now the judge errs. It passes {passed} of the answers by mistake, at random.

We train {end} steps. What share of the effort will “looks it up” get under focal?`,
      options: ['None, or next to none', 'Some, up to a fifth', 'More than a fifth'],
      after: `It has {browse-weight} of the weight and {browse-effort} of the effort. Under equal weights its effort is {browse-uniform-effort}.

The mistakes make answers differ by pure chance. So there is effort, and nothing to learn. Low saturation cannot tell “not yet” from “never”.

Direct score, which leaves this criterion out: focal {focal-direct}, equal weights {uniform-direct}. On one seed, a gap of a point or two is chance.`,
    },
    cap: {
      title: 'A cap',
      text: `One way out is to bound the weights. A cap says: no criterion gets more than {cap-value} of the weight. A floor keeps the others alive.

The run trains again to step {end}, with the same random numbers and [the cap](cap). “Looks it up” then has {browse-weight} of the weight and {browse-effort} of the effort. Direct score: focal {focal-direct}, equal weights {uniform-direct}.

A cap does not know which criterion is impossible. It limits the harm that any single one can do. The price: where focus would have helped, there is less of it.`,
    },
    harsh: {
      title: '2. The harsh judge',
      text: `A new rubric. Most answers greet and are clean from the start. But the judge misses {missed} of the greetings, and as many of the clean answers.

All else is honest. After {end} steps, what saturation will focal see for greets?`,
      options: ['Below 0.5', 'From 0.5 to 0.85', 'Above 0.85'],
      after: `In truth greets stands at {greets-gold}. The judge says {greets-judged}. Focal sees a saturation of {greets-saturation}.

{{seen}}

Here f is the share that the judge misses. Saturation cannot stay far above 1 − f. [Greets](greets) and [clean](clean) look as if much was missing. Together they get {solved-focal} of the weight under focal, and {solved-uniform} under equal weights.

Direct score: focal {focal-direct}, equal weights {uniform-direct}. At step {end} that settles little. Lesson 7 has our long runs.`,
    },
    corrected: {
      title: 'Correct what you know',
      text: `If we know how often the judge errs, we can take that out. The estimate is divided by 1 − f.

We have [switched this on](correct) at step {switched-on} and train to {corrected}. At the step shown, the saturation of [greets](greets) is {greets-saturation-now}. Greets and clean now weigh {solved-now} together.

This needs knowledge about the judge. You get it from answers that people have checked. It does not help against the impossible criterion: nothing in the scores says that it is impossible.`,
    },
    tug: {
      title: '3. Tug of war',
      text: `This rubric asks for a greeting, with weight {greets-asked}. It also asks for no greeting, with weight {no-greeting-asked}. And it asks for short and for long answers.

No answer can have both. Static weights will follow the heavier side. What share of answers will greet under focal, after {end} steps?`,
      options: ['Less than a quarter', 'From a quarter to three quarters', 'More than three quarters'],
      after: `Greets and no greeting: focal {focal-greets} and {focal-no-greeting}, static {prior-greets} and {prior-no-greeting}.

Worst criterion: focal {focal-worst}, static {prior-worst}. Direct score: focal {focal-direct}, static {prior-direct}.

Whichever side falls behind gains weight. So focal tends to the middle. Is that fair, or does it please nobody? No weighting can settle it. The rubric contradicts itself.`,
    },
    gimmick: {
      title: '4. The gimmick',
      text: `Answers should name a source behind each fact. This judge is lazy. It pays for source words wherever they stand.

We train {end} steps. How far will the judge’s score for [sourced](sourced) lie above the true one, under focal?`,
      options: ['By less than 0.1', 'By 0.1 to 0.4', 'By more than 0.4'],
      after: `Focal: the judge says {sourced-judged}, the truth is {sourced-gold}. Equal weights: {sourced-uniform-judged} and {sourced-uniform-gold}. Saturation under focal is {sourced-saturation}.

Read a few of the [answers](answers). Would you accept them?

All methods hear the same judge. Weighing changes how hard they chase its praise, not what it praises. We see the gap only because this judge is simulated, and the true score is known.`,
    },
    'who-knows': {
      title: 'Who would notice?',
      text: `Four cases: a criterion that is impossible, a judge that misses things, a rubric that contradicts itself, and a judge that can be fooled.

In real training there are no true scores. Which of the four could you notice from the judge’s scores alone? What would you measure for the others, and what would that cost?

Go back to a case: [impossible](open-chase), [harsh](open-harsh), [tug of war](open-tug), [gimmick](open-gimmick). Change the judge under a criterion’s arrow.`,
    },
  },
  teacher: {
    aim: 'Students can name four ways in which low saturation misleads, and say which remedy needs which knowledge.',
    plan: [
      ['0–2', 'The impossible, then the cap. Ask what effort means if answers differ by chance.'],
      ['2–4', 'The harsh judge. Let students work out the ceiling of the saturation before the run.'],
      ['4–5', 'Tug of war. Take a vote: is the middle a good result?'],
      ['5–6', 'The gimmick. Read three answers aloud before you show any number.'],
    ],
    questions: [
      {
        ask: 'In lesson 5 the impossible criterion did no harm. Why does it now?',
        expect:
          'The judge passes some answers by mistake. So scores differ, and what differs gets effort. But it is only chance.',
      },
      {
        ask: 'The judge misses {missed} of 100 greetings. All answers greet. What does the judge see?',
        expect: 'About {seen-at-most}. It can never get near 1, whatever the policy does.',
      },
      {
        ask: 'Why does the correction not help against the gimmick?',
        expect:
          'It corrects random mistakes of a known rate. The gimmick is not random: it can be produced at will, and the judge is sure of it.',
      },
      {
        ask: 'Would a cap help in the tug of war?',
        expect: 'Hardly. It bounds weights. The conflict is in the rubric, and somebody has to decide it.',
      },
    ],
    pitfalls: [
      'These are toy cases, made to fail clearly. They say what to look for, not how often it happens.',
      'It is not only focal that fails. With the gimmick all methods do.',
      'A remedy is not free. The cap also limits focus where it would help.',
      'One seed on a processor is one draw of chance. Small differences may turn round on another.',
    ],
  },
};
