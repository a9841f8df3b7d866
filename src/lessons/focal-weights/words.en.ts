/** Lesson 4 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Focal weights',
  summary:
    'One formula turns saturation into weights. Its knob, gamma, goes from static weights to caring for the worst only.',
  steps: {
    'one-formula': {
      title: 'From saturation to weight',
      text: `Lesson 3 gave each criterion a saturation s. Now it becomes a weight:

{{weight}}

Here b is the rubric’s own weight, as a share of all. What is missing to full marks is 1 − s. A small epsilon is added to it. Gamma says how much that counts.

Two methods run side by side: static weights and focal. They share all random numbers. [Gamma](gamma) is 0 at first.`,
    },
    'gamma-zero': {
      title: 'Gamma 0',
      text: `Any number to the power 0 is 1. So with gamma 0 nothing is left of saturation in the formula.

We train {zero-until} steps. How alike will the two [rivers](river) be?`,
      options: ['The same to the last digit', 'Close, but not the same', 'Clearly different'],
      after: `The largest difference between any two scores is {largest-difference}.

At gamma 0 focal weights are the static weights. That gives us a fair test: if a result shows up at gamma 0 too, it was not due to focus.`,
    },
    'gamma-one': {
      title: 'Gamma 1',
      text: `[Hedges](hedges) has {hedge-prior} of the rubric’s weight. Its saturation is {hedge-saturation}, so nearly all of it is still missing.

We set [gamma to 1](gamma-one) and train on. By how much does the weight of hedges grow?`,
      options: ['By less than half', 'To between 1.5 and 5 times', 'To more than 5 times'],
      after: `Hedges now weighs {hedge-weight}, which is {hedge-times} times its share in the rubric.

The factor 1 − s + epsilon is at most 1.05 for any criterion. Hedges grows because the others shrink. All weights must add up to 1.

The rubric still counts. At the same saturation, a smaller b means a smaller weight.`,
    },
    'gamma-eight': {
      title: 'Gamma 8',
      text: `Now we turn it up: [gamma 8](gamma-eight). The default of the public code is 3.

One criterion will weigh most. How much of all weight will it have?`,
      options: ['Less than a third', 'From a third to two thirds', 'More than two thirds'],
      after: `The heaviest is now {heaviest}, with {heaviest-weight}. Greets has {greets-at-eight}.

These are means over the prompts. Each prompt’s group has weights of its own.

A large gamma puts the weight where the most is missing. What has been learnt is nearly left alone.`,
    },
    powers: {
      title: 'Why powers are so strong',
      text: `Compare a criterion that is nearly met with one that is not:

{{factor}}

A power widens the gap. Hedges’ factor, divided by that of greets, is {ratio-one} at gamma 1. At gamma 3 it is {ratio-three}, and at gamma 8 {ratio-eight}.

As gamma grows without end, only the least saturated criterion of a group counts. A known rule has the same aim: max-min. It wants the minimum as large as it can be.

So gamma leads from static weights towards max-min.`,
    },
    'max-min': {
      title: 'Is more focus better?',
      text: `Let us race: max-min against focal at gamma 1. Both train {race} steps from the same policy. Our max-min starts from equal weights. At each step it moves some weight towards the criteria that are lowest.

We compare the [worst criterion](outcome), and the direct score. That is the mean by the rubric’s own weights.

Where will max-min be ahead of focal?`,
      options: ['On both', 'On the worst criterion only', 'On the direct score only', 'On neither'],
      after: `The worst criterion is at {max-min-worst} under max-min and at {focal-worst} under focal. That is {worst-ahead} for max-min. The direct score is {max-min-direct} and {focal-direct}, that is {direct-ahead}.

Max-min gives ever more weight to the lowest criteria. That may lift them. But what is left alone can slip back, and then it is the worst.

After one run or a few, small gaps mean little. Lesson 7 says how small.`,
    },
    epsilon: {
      title: 'What epsilon is for',
      text: `A criterion that is fully met has s = 1. Without epsilon its weight would be 0. Nothing would reward it, and it could be forgotten.

Greets is {greets-without} short of full marks. With epsilon {epsilon} its factor is {greets-factor}.

Try [0](no-epsilon), [0.05](usual-epsilon) and [0.5](large-epsilon), and train a few steps after each. Watch the hollow weight bars under the [criteria](criteria).

Under [Methods](methods) there are a floor and a cap, too. They keep each weight between two bounds. Lesson 6 needs them.`,
    },
    'which-gamma': {
      title: 'The safety rule',
      text: `Think of a rubric with a safety rule. Nearly every answer meets it already. The other criteria are about style, and they are far from met.

Focal takes weight off the safety rule, because it is saturated. Is that what you want? What would you change: gamma, epsilon, a floor, or the rubric?

Set it up and try. The link below carries your settings.`,
    },
  },
  teacher: {
    aim: 'Students can work out a focal weight, say what gamma 0 and a very large gamma do, and give a reason for epsilon.',
    plan: [
      ['0–1', 'Read the formula aloud, symbol by symbol. Cover the numbers and let students name them.'],
      ['1–3', 'Gamma 0, then 1. Ask for a guess by show of hands before each run.'],
      ['3–4', 'Gamma 8. Let a pair compute one factor to the power 8 on a calculator.'],
      ['4–6', 'The race against max-min. Discuss what “better” means before you reveal the scores.'],
    ],
    questions: [
      {
        ask: 'Why is gamma 0 a useful setting, although it does nothing?',
        expect:
          'It is the control. Everything but the focus is the same, so a difference at another gamma is due to it.',
      },
      {
        ask: 'A criterion is at 0.5, another at 0.75. Leave epsilon out. How do their factors compare at gamma 1 and 2?',
        expect: '0.5 to 0.25 is 2 to 1. Squared it is 4 to 1.',
      },
      {
        ask: 'The weight of hedges grew although its own factor hardly changed. How?',
        expect: 'Weights add up to 1. The factors of the others fell as they saturated.',
      },
      {
        ask: 'Why may max-min do worse on its own goal?',
        expect:
          'In time it gives hardly any reward to what is good. That can slip back. The lowest criterion may give a weak signal. And here it moves slowly, from equal weights.',
      },
    ],
    pitfalls: [
      'A large gamma is not “more correct”. The best value depends on the rubric, the judge and the time.',
      'Do not compare the reward of focal with that of static weights. Focal pays for what is hard, so it pays less. Compare the direct score.',
      'Weights are worked out anew for each group at each step. No learning takes place in them.',
      'The public code has gamma 3 as its default. The paper’s own value is not known to us. Our default is 1.',
    ],
  },
};
