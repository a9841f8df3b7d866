/** Lesson 5 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Reading the river',
  summary: 'Weight is what a criterion is worth. Effort is what training works on. They are not the same.',
  steps: {
    streams: {
      title: 'One stream per criterion',
      text: `The [river](river) shows where the training effort goes. Time runs from left to right. Each band is a method. Each coloured stream is a criterion.

A stream is as high as its criterion’s share of the effort. All streams of a band add up to 100%.

A pale stream belongs to a criterion that is nearly learnt. Pale water is effort spent on what is known already.

Effort is our own measure. This lesson shows what it is, and how it differs from weight.`,
    },
    'still-weights': {
      title: 'Weights that never move',
      text: `The upper band has static weights. They are the same at every step. Greets always has {greets-weight}.

We train to step {still}. How much will the streams of the upper band change?`,
      options: [
        'Not at all: each by less than 2 points in 100',
        'A little: none by as much as 10 points',
        'Clearly: one by 10 points or more',
      ],
      after: `The stream that changed most is {changed}. It went from {changed-from} to {changed-to} of the effort. Its weight stayed what it was.

So effort can move while the weights stand still. Something else must be at work.`,
    },
    effort: {
      title: 'Weight times difference',
      text: `Training compares answers within a group. It pushes the better ones up and the others down. A criterion can only help if answers differ on it.

So effort is weight times difference:

{{effort}}

These are three criteria of the group shown below, under focal. σ is the spread of its scores. If all answers get the same score, it is 0.

Take [greets](greets) under static weights, over all groups. It has {greets-weight} of the weight and {greets-effort} of the effort. For focal, both are bars below the charts: hollow is weight, solid is effort.`,
    },
    heavy: {
      title: 'Just give it more weight',
      text: `Under static weights {hedge-score} of the answers hedge now. The effort on [hedges](hedges) is {hedge-before}.

Let us help. We set the [weight of hedges to 10](heavy). No other weighs as much. It is then {heavy-share} of all the weight.

What will its share of the effort be in the next five steps, under static weights?`,
      options: ['Less than 10%', 'From 10% to 25%', 'More than 25%'],
      after: `Hedges now has {hedge-weight} of the weight, and {hedge-effort} of the effort in the five steps since.

Where no answer of a group hedges, all scores are 0 and there is nothing to compare. Weight cannot help there. It helps in groups where one answer hedges by chance.`,
    },
    waits: {
      title: 'Then the stream swells',
      text: `Train on to step {later} and watch the upper band.

Once some answers hedge and others do not, the difference grows. The same weight then draws more effort. So far the stream was highest at step {hedge-peak}, with {hedge-later} of the effort. After {later} steps, {hedge-score-later} of the answers hedge.

When nearly all of them hedge, the difference shrinks again. That is why most streams swell and then fade: rare, mixed, common.`,
    },
    silent: {
      title: 'The heaviest of all',
      text: `Another rubric. One of its criteria cannot be met: “looks it up”. Our policy has no web. The judge is honest here and says no each time.

Focal sees a saturation of 0 and raises the weight. What share of the effort will it get under focal?`,
      options: ['None, or next to none', 'Some, up to a fifth', 'More than a fifth'],
      after: `After {silent} steps, [looks it up](browse) has {browse-weight} of the weight under focal. Equal weights give it {browse-uniform}. Its effort under focal is {browse-effort}.

All answers get the same 0. A weight on what never differs is a weight on nothing.

This only holds for a judge that never errs. Lesson 6 changes that.`,
    },
    marks: {
      title: 'Other marks in the river',
      text: `A gap is a step from which no group could teach anything.

A diamond on the axis marks an edit, in the colour of its criterion. You saw one where hedges was made heavy.

Hover the river to see an earlier step everywhere. Or [look at step 5](look-back) now, and come [back to the end](head).

Is effort a good measure? You can check. [Gradient](gradient), by the answers, measures how much of a step’s change is due to each criterion. It takes longer, so effort stands in for it.`,
    },
    'which-picture': {
      title: 'The chart of weights',
      text: `A colleague shows you a chart of weights. It says that half of all weight is on the hardest criterion. “So we are working on it,” she says.

What would you ask to see before you agree? And when is a flat stream good news?

Change weights on this page, or switch criteria off, and test your idea. The link carries the set-up.`,
    },
  },
  teacher: {
    aim: 'Students can tell weight from effort, explain why both ends of the scale are silent, and read a river aloud.',
    plan: [
      ['0–1', 'Ask one student to describe the river to someone who cannot see it.'],
      ['1–3', 'First prediction, then the formula. Work out one criterion of one group by hand.'],
      ['3–5', 'The heavy weight. Let students say what happens before you train on to step 70.'],
      ['5–6', 'The impossible criterion. Compare the hollow bar with the solid one.'],
    ],
    questions: [
      {
        ask: 'Static weights never change. Why does their river?',
        expect: 'The spread of scores changes as criteria are learnt. Effort is weight times spread.',
      },
      {
        ask: 'When is the spread of a met-or-not criterion largest?',
        expect: 'When half of the answers of a group meet it. It is 0 when all do or none does.',
      },
      {
        ask: 'Why did more weight on hedges not help at once everywhere?',
        expect: 'In most groups no answer hedged. Equal scores give no direction.',
      },
      {
        ask: 'A stream is thin and pale. Another is thin and vivid. What is the difference?',
        expect:
          'The pale one is learnt. The vivid one is not learnt and gets little effort. It may be starved, or it may be too rare to differ.',
      },
    ],
    pitfalls: [
      'The height is a share. A stream can swell only because others shrink.',
      'Effort is not progress. It says what training works on, not whether it works.',
      'Effort is our measure and in no paper. It agreed with the share of the gradient within about 0.1 in a small study.',
      'Means over prompts hide that some groups are silent and others are not.',
    ],
  },
};
