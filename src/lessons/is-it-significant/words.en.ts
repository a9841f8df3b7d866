/** Lesson 7 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Is it significant?',
  summary:
    'Why one run proves little, what seeds and intervals tell, and how we test whether saturation is worth following.',
  steps: {
    'one-seed': {
      title: 'One run, one result',
      text: `Two methods start from equal weights: one static, one with focus. We train {end} steps on a single seed, in small groups to be quick.

A seed is a number that all chance comes from. The same seed gives the same run.

Look at the [worst criterion](outcome). It is the lowest of the mean scores. Focal less static is {first-difference} on this seed.

Would you tell a friend which method is better?`,
    },
    'more-seeds': {
      title: 'Roll the dice again',
      text: `Chance decides which answers the policy tries. Another seed means other answers and another course of training.

We run both methods on four seeds. The first one is the seed you have seen.

On how many of the four will focal be ahead on the worst criterion?`,
      options: ['None or one', 'Two or three', 'All four'],
      after: `Focal less static, seed by seed: {differences}. Focal is ahead on {ahead} of {seeds}.

Compare the largest with the smallest of these numbers. All that differs between them is chance.

With one seed you would have reported just one of them.`,
    },
    pairs: {
      title: 'Compare in pairs',
      text: `Both methods met the same chances on each seed. So we subtract within a seed first, and take the mean after that:

{{paired}}

Here x is focal, y is static, and n is the number of seeds.

A lucky seed may lift both, and then part of the luck cancels. The [ticks](outcome) under what comes out are seeds. [Thin lines](criteria) are seeds, too. The band around them is their range. It is not an interval.`,
    },
    interval: {
      title: 'What an interval says',
      text: `The mean difference is {mean-difference}. With other seeds it would be another number. How far off might it be?

The computer draws {seeds} seeds out of ours, with repeats, and takes the mean. It does that 2000 times. The middle 95% run from {low} to {high}. That is a bootstrap interval.

If it holds 0, these seeds do not even settle the sign. If it does not, be careful still. With four seeds such an interval is too short.

It only covers chance in training. All seeds start from the same base policy.`,
    },
    least: {
      title: 'How small can p get?',
      text: `Suppose that there is no difference. Then each seed is like a coin: ahead or behind. A p-value says how often pure chance looks at least this clear.

The clearest result is that all seeds agree. We have {seeds} seeds. We count both ways of agreeing, all ahead or all behind.

How small can p be with these seeds?`,
      options: ['Below 0.01', 'From 0.01 to 0.05', 'Above 0.05'],
      after: `{{least}}

With five seeds the least p is {least-five}, with six {least-six}, with eight {least-eight}. For our differences the exact test gives {p-here}.

People often ask for p below 0.05. Below six seeds this test cannot get there, however large the effect. That is why we use eight [seeds](seeds), and why Focal Lab shows no test where it could not succeed.`,
    },
    many: {
      title: 'Ask much, and chance will answer',
      text: `Suppose there is no difference. A test at 0.05 still raises a false alarm in 1 of 20 cases. With 20 separate tests, the chance of at least one false alarm is {false-alarm}.

So decide beforehand what you will compare. Correct p for the number of comparisons. Call all the rest exploratory.

[Experiments](experiments) works like that. It has eight seeds, a few planned comparisons, and a correction for asking several times, Holm’s. On a processor it takes a while. You can stop it and go on later.

One rule more: choose settings on some seeds, and confirm on others.`,
    },
    return: {
      title: 'Is saturation worth following?',
      text: `Focal bets that a criterion with room to improve will pay back effort. Does it?

First a cheap look. Take the static runs after {end} steps. For each criterion note the room: 1 less its saturation. Train to step {later}, and note what it gained. Do criteria with more room gain more?

A rank correlation is 1 if the order is the same, 0 if there is no link, and −1 if it is turned round. What will it be?`,
      options: ['Below 0.3', 'From 0.3 to 0.7', 'Above 0.7'],
      after: `The rank correlation is {correlation}, as a mean over {seeds} seeds. What gained most is {most-gained}: {most-gain}.

Mind the trap. A criterion at 0.98 cannot gain 0.3. So part of the link is mere arithmetic. And nobody gave extra weight to anything.

The [fork test](fork-test) does better. It copies a policy, triples one weight, and compares with an untouched copy. What differs afterwards is due to the weight.`,
    },
    measured: {
      title: 'What we found ourselves',
      text: `Here are our own results at full length, on seeds {measured-seeds}: focal less another method. In brackets: on how many seeds focal was ahead.

Forgotten footnote, worst criterion: {footnote-prior} against the rubric’s skewed weights, and {footnote-uniform} against equal weights. The gap between these two says how much is just the repair of a bad rubric.

Short but sourced, worst criterion, against equal weights: {sourced-uniform}.

Harsh judge, direct score, against equal weights: {harsh-uniform}.

All this is a toy with made-up words. None of it says anything about large language models.`,
    },
    believe: {
      title: 'What would you believe?',
      text: `You read: “Our method improves the score by two points on average.” Nothing else is said.

Which three questions would you ask the authors first? Which answer would make you believe them, and which would end the talk?

You can try your own question: take [these four seeds](open-four), change a setting, and see if the sign holds. Or plan it well under [Experiments](experiments).`,
    },
  },
  teacher: {
    aim: 'Students can say what a seed is, read an interval, work out the least p for n seeds, and find fault with a comparison.',
    plan: [
      ['0–1', 'One seed. Ask for a verdict and write it on the board.'],
      ['1–3', 'Four seeds, then pairs. Let students subtract by hand.'],
      ['3–4', 'Coins: everyone tosses four. Count who got four alike.'],
      ['4–6', 'Room and gain. Discuss the trap, then read our results together.'],
    ],
    questions: [
      {
        ask: 'Why do both methods run on the same seeds?',
        expect:
          'They meet the same chances. The difference within a seed is then due to the method, and varies less.',
      },
      {
        ask: 'How likely is it that four fair coins all fall alike?',
        expect: '2 of 16, or 0.125. That is the least p of four seeds.',
      },
      {
        ask: 'Somebody tests 13 methods on 4 measures and finds one with p = 0.03. What do you say?',
        expect:
          'With 52 tests, two or three below 0.05 are to be expected by chance. It has to be corrected, or confirmed on new seeds.',
      },
      {
        ask: 'Why is the fork test better than the correlation in plain runs?',
        expect:
          'It changes one thing and compares with an untouched copy. The plain correlation is partly arithmetic, and nobody intervened.',
      },
    ],
    pitfalls: [
      'Not significant does not mean equal. It may mean too few seeds.',
      'Significant does not mean large. Look at the difference, then at p.',
      'The band in the charts is the range of the seeds. It does not shrink with more seeds, an interval does.',
      'Seeds share the base policy. Intervals say nothing about other base policies or other tasks.',
    ],
  },
};
