/** Lesson 3 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'What is saturation?',
  summary: 'How focal reward measures what is already learnt, and why it asks the best answers first.',
  steps: {
    'done-already': {
      title: 'Some criteria are nearly done',
      text: `A policy has just trained for a few steps. Look at the [bars under each criterion](saturation).

The first bar is saturation: how far a criterion is met already. It runs from 0 to 1. At 1 there is nothing left to gain.

[Greets](greets) stands at {greets-now}. The policy knew most of that before we began. [Hedges](hedges) stands at {hedges-now}.

Focal reward is a method from a research paper. It moves weight to criteria that are far from met. So it needs this number for each criterion and each prompt. How would you measure it?`,
    },
    'plain-mean': {
      title: 'First idea: the mean',
      text: `Below are the [answers](answers) to one prompt. Together they are a group. Here the group has {group-size} answers.

The simple idea: take the mean of the scores. For facts that gives {facts-plain}.

{{plain}}

S is the score of answer j on criterion k. G is the size of the group.

The mean tells where the policy stands now. It does not tell where training already pushes it.`,
    },
    'where-it-points': {
      title: 'Second idea: follow the reward',
      text: `The reward makes one number out of many scores. Now go the other way. Suppose the policy moved where the reward points. How well would each criterion be met then?

Answers with a high reward will become more likely. So let them count more in the mean:

{{tilted}}

D is an answer’s reward under the rubric’s own weights, as in lesson 1. Its share q grows with D. Tau says how strongly. Were all shares equal, each would be {even-share}.

We take this to be the paper’s “inverse reward projection”. The formula is from a co-author’s public code. The paper’s own was not open to us.`,
    },
    'how-far': {
      title: 'How much does it change?',
      text: `Tau is 1 now. We look at one group, and compare the two means for each criterion.

Take the criterion that moves most. How far apart are its plain mean and its saturation?

When you have chosen, we open [the numbers of this group](numbers). Column q holds the shares.`,
      options: ['Less than 0.05', 'From 0.05 to 0.2', 'More than 0.2'],
      after: `The best answer has a share of {top-share}. An equal share would be {even-share}.

The criterion that moves most is {most-moved}: plain mean {most-plain}, saturation {most-tilted}.

Why is the shift what it is? Rewards lie between 0 and 1. At tau 1, even a perfect answer counts at most 2.7 times as much as a useless one.`,
    },
    'how-many': {
      title: 'A small tau',
      text: `Now we make tau {sharp-tau}. Good answers then count far more than the rest.

A mean over {group-size} answers rests on {group-size} answers only if all count alike. If one answer holds nearly all of the share, the mean rests on that one.

On how many answers will saturation rest now? Choose first. Then we set [tau](sharp-tau) and train one step.`,
      options: ['On 4 or fewer', 'On 5 to 11', 'On 12 or more'],
      after: `At tau 1 saturation rests on about {counting-usual} answers of this group. At tau {sharp-tau} it rests on about {counting-sharp}. The best answer alone holds {sharp-share}.

What moves most is {sharp-moved}, by {sharp-shift}.

The fewer answers count, the more luck gets in. A lucky answer looks as if the lesson had been learnt. Statisticians call this the winner’s curse.`,
    },
    'how-soon': {
      title: 'Watch it rise',
      text: `Tau is back at 1. The [river](river) is on the page now. Each stream is a criterion. It grows pale as the criterion saturates.

Let us call a criterion saturated from {done-from} on. After {done-first} of {criteria} so far, how many will be saturated after {end} steps?`,
      options: ['Two or fewer', 'Three or four', 'Five or more'],
      after: `After {end} steps there are {done-end} of {criteria} above {done-from}.

Compare the first bars with the score lines above them. At tau 1 saturation follows the score closely. It is measured afresh at each step and for each prompt, so it can also fall again.`,
    },
    'an-estimate': {
      title: 'It is an estimate',
      text: `Saturation is made from a few answers. It has three weak points.

Few answers. With {group-size} answers, chance alone moves it.

The judge. It sees the judge’s scores, right or wrong.

What can be learnt. A low value looks like room to improve. But some criteria stay low because they cannot be met.

Choose another prompt above the [answers](answers). Each group has its own saturation. Under [Methods](methods) there are six other ways to estimate it. One of them is the plain mean.`,
    },
    'mean-or-tilt': {
      title: 'The mean or the best?',
      text: `Two teachers look at the same class. One asks: how good is the class on average? The other asks: how good are the pupils who are ahead?

Which of them should decide what to practise next? When would you use a small tau, and when a large one?

Try it: [make tau small](sharp-tau), or set it [back to 1](usual-tau), and go on training. The link below opens this set-up for others.`,
    },
  },
  teacher: {
    aim: 'Students can say what saturation measures, work it out for a small group, and name what a small tau risks.',
    plan: [
      ['0–1', 'Look at the bars together. Ask which criteria could be done already, and why.'],
      ['1–2', 'Let pairs work out a mean by hand from the first four scores of a group.'],
      ['2–4', 'The two predictions on tau. Each pair notes its guess before anyone presses.'],
      ['4–5', 'Train on and watch the streams grow pale. Collect the three weak points on the board.'],
    ],
    questions: [
      {
        ask: 'Why is a mean over all answers not always what we want to know?',
        expect:
          'It tells where the policy is. The next steps make well-paid answers more likely, so what they do already will come by itself.',
      },
      {
        ask: 'What happens to the shares when tau becomes very large?',
        expect: 'All answers count alike. Saturation becomes the plain mean.',
      },
      {
        ask: 'And when tau becomes very small?',
        expect: 'Only the best answer counts. The estimate then depends on one answer, and so on luck.',
      },
      {
        ask: 'A criterion has a saturation of 0.1. Is there much to gain?',
        expect:
          'Perhaps. It may also be that nobody can meet it, or that the judge is wrong. Saturation cannot tell.',
      },
    ],
    pitfalls: [
      'Saturation is not the score. It is close to it at tau 1, but it is made from the judge’s scores and from one group.',
      'A saturated criterion is not switched off. It keeps a little weight, so that it is not forgotten.',
      'The tilt uses the rubric’s own weights, not the focal ones. Otherwise it would chase itself.',
      'The formula follows public code by a co-author. That the paper means the same is our reading.',
    ],
  },
};
