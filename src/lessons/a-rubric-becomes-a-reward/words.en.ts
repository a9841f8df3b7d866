/** Lesson 1 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'A rubric becomes a reward',
  summary: 'Seven wishes become one number. Training follows the number.',
  steps: {
    wishes: {
      title: 'A list of wishes',
      text: `
        A small program writes answers in a toy language. It is called a policy. Training should make its answers better.

        What is better? [The rubric](rubric) says so. It is a list of seven wishes, called criteria. Greet, stay on topic, tell facts, cite a source, and so on.

        Each wish has a weight. A high weight means that we care a lot.`,
    },
    verdicts: {
      title: 'A judge reads each answer',
      text: `
        A question to the policy is called a prompt. These are [answers to one prompt](answers). A judge checks each answer against each wish.

        Some wishes are met or not met: a tick or a cross. Others get marks from 0 to 10. From 7 marks on we call them met.

        The first answer reads: “{words}”. It meets {met} of the seven wishes.`,
    },
    sum: {
      title: 'Seven verdicts, one number',
      text: `
        Training needs one number for each answer. So we multiply each score by its weight and add them up. The weights are scaled to sum to 1, and marks become scores: 7 of 10 is 0.7.

        {{reward}}

        Here is the sum for the first answer. Its reward is {reward}.`,
    },
    'two-missing': {
      title: 'What do two missing wishes cost?',
      text: `
        Think of an answer that meets five of the seven wishes. It names no source, and it never says “maybe”. Everything else is perfect.

        Look at the weights in [the rubric](rubric). What is its reward?`,
      options: ['About 0.71, since it meets five of seven', 'About 0.85', 'Above 0.90'],
      after: `
        Its reward is {without-two}. The two wishes together are worth {lost} of 100 points.

        The sum counts weights, not wishes. To this reward the answer is nearly perfect.`,
    },
    'forty-steps': {
      title: 'Train on this number',
      text: `
        Now we train for 40 steps. In each step the policy writes new answers, and answers with a high reward become more likely.

        At the start, {hedge-first} of 100 answers hedge: they put “maybe” before a fact. How many will after 40 steps? The page counts from 0, so the last one is step 39.`,
      options: ['Fewer than 10 of 100', '10 to 50 of 100', 'More than 50 of 100'],
      after: `
        Now {hedge-trained} of 100 answers [hedge](hedges). The mean reward went from {direct-first} to {direct-trained}.

        That number hardly depends on this wish. An answer that never hedges can still come within {hedge-points} of 100 points of full reward.`,
    },
    hidden: {
      title: 'The mean hides it',
      text: `
        [What comes out](outcome) has three numbers. “Direct” is the mean reward. “Worst” is the score of the worst criterion. “Strict” is the share of answers that meet everything.

        Compare [the first step](start) with [the latest](end). At this step {greet-now} of 100 answers greet, and {hedge-now} hedge.

        One good number can stand for many good scores and a bad one.`,
    },
    raise: {
      title: 'Can a weight bring it back?',
      text: `
        We raise the weight of [hedges](hedges) from {hedge-weight} to 5. That is as much as for a greeting. Then we train 40 more steps.

        At step 40, {hedge-trained} of 100 answers hedged. Training can only learn from examples that turn up. How many will hedge in the end?`,
      options: ['Fewer than 10 of 100', '10 to 50 of 100', 'More than 50 of 100'],
      after: `
        At the end {hedge-now} of 100 answers hedge. Now an answer that hedges by chance earns much more than the rest of its group. That is how hedging can spread.

        A rubric is not just a wish list. Its weights decide what is learnt, and when.`,
    },
    question: {
      title: 'Who sets the weights?',
      text: `
        You saw one wish fail, and saw how a weight can mend it. A real rubric may have thirty wishes, and nobody watches each one.

        Could the training find the neglected wishes by itself? What would it have to measure? You can [raise both rare wishes](equal) and press play to try more.`,
    },
  },
  teacher: {
    aim: 'Students can say how scores and weights make a reward, and why a high mean reward can hide a criterion that failed.',
    plan: [
      ['0–1', 'Read the rubric aloud. Ask what each wish is for.'],
      ['1–2', 'Work out the sum for one answer on the board.'],
      ['2–3', 'Let everyone write down the first prediction before anyone presses the button.'],
      ['3–5', 'Run both trainings. Let the room watch the score of hedges.'],
    ],
    questions: [
      {
        ask: 'Why does an answer with five of seven wishes get almost full marks?',
        expect: 'The sum counts weights. Five heavy wishes hold about {five-points} of 100 points.',
      },
      {
        ask: 'The mean reward rose. Was the training a success?',
        expect: 'By its own measure, yes. By the list of wishes, no: one of them was given up.',
      },
      {
        ask: 'Why does a higher weight help although good examples are rare?',
        expect:
          'A few answers hedge by chance. With a high weight they earn far more than the others of their group.',
      },
    ],
    pitfalls: [
      'Students take the weight for the score. The weight is what we care about, the score is what the answer does.',
      'Students expect the training to care for each wish. It sees only the sum.',
      'The numbers differ a little from run to run and from device to device. The comparison is made from the run at hand.',
    ],
  },
};
