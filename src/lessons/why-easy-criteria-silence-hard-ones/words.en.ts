/** Lesson 2 in English. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Why easy criteria silence hard ones',
  summary: 'Only differences teach. See what the usual method does about that, and what it leaves undone.',
  steps: {
    group: {
      title: 'Answers come in groups',
      text: `
        For each prompt the policy writes a group of answers. Here it wrote {size}. Each one has a reward, the sum from lesson 1.

        How good is a reward of {best-reward}? That depends on the others. The mean of this group is {group-mean}.

        So each answer is compared with its own group.`,
    },
    advantage: {
      title: 'The advantage',
      text: `
        Take the reward, subtract the mean of the group, and divide by the spread of the group. This is the advantage.

        {{advantage}}

        Training makes answers above zero more likely, and those below zero less likely. [The numbers](numbers) show it for every answer. This is called group normalisation, and training with such groups GRPO.`,
    },
    bonus: {
      title: 'A gift for everyone',
      text: `
        Think of a criterion that every answer of the group meets. It adds the same amount to each reward, say 0.3.

        What does that do to the advantages of this group?`,
      options: ['Nothing at all', 'They change a little', 'All of them go up'],
      after: `
        We added 0.3 to each reward and worked out the advantages again. The largest change is {change}.

        The mean takes it away. What all answers share teaches nothing, whatever its weight. A solved criterion drops out by itself.`,
    },
    effort: {
      title: 'Who is heard?',
      text: `
        [The river](river) shows effort: how much of the training signal comes from each criterion. The lower band uses the weights of the rubric.

        There, greets and clean each hold {greets-weight} of 100 points of weight. Facts holds {facts-weight}, hedges {hedge-weight}. We train for 30 steps. Which of the four has the most effort then?`,
      options: ['Greets', 'Clean', 'Facts', 'Hedges'],
      after: `
        Clean has {clean-weight} of 100 points of weight, but {clean-effort} of 100 points of effort. {clean-score} of 100 answers are clean by now.

        Facts has {facts-weight} of 100 points of weight, and {facts-effort} of effort. Weight is not influence.`,
    },
    loudness: {
      title: 'Weight times spread',
      text: `
        A criterion is as loud as its weight times its spread within the group.

        {{loudness}}

        These are the numbers of the group shown. Compare [the first step](start) with [the latest](end). Where nearly all answers agree, the spread is small, and the criterion is quiet.`,
    },
    hard: {
      title: 'A hard criterion is quiet, too',
      text: `
        Nearly all answers also agree when almost none of them meets a criterion. Look at [hedges](hedges). {hedge-score} of 100 answers hedge. Their effort is {hedge-effort} of 100.

        A rare criterion has a small spread, and here a small weight as well. So it is almost silent. Group normalisation helps with what is solved. It does not help with what is rare.`,
    },
    equal: {
      title: 'Equal weights',
      text: `
        The upper band began with the same policy, but there all weights are equal. Hedges counts as much as a greeting.

        We train both to step 60. How many answers hedge under equal weights then?`,
      options: ['Fewer than 10 of 100', '10 to 50 of 100', 'More than 50 of 100'],
      after: `
        Under equal weights {hedge-equal-end} of 100 answers hedge. Under the rubric’s weights it is {hedge-prior-end}.

        The more answers hedge, up to half of them, the larger the spread and the louder the criterion. Compare [the charts](criteria). To begin, it takes some chance hits and enough weight.`,
    },
    question: {
      title: 'Too quiet for two reasons',
      text: `
        A quiet criterion is either solved or not yet begun. Its effort is low in both cases.

        How could a method tell the two apart, and help only the second? What would it have to know about each criterion?`,
    },
  },
  teacher: {
    aim: 'Students can explain why only differences within a group teach, and why both solved and rare criteria are quiet.',
    plan: [
      ['0–1', 'Let four students name any four marks. Subtract the mean together.'],
      ['1–2', 'Ask for the gift of 0.3. Most expect that something changes.'],
      ['2–4', 'Predict the loudest criterion, then watch the river.'],
      ['4–5', 'Compare both bands. Ask what the equal weights cost.'],
    ],
    questions: [
      {
        ask: 'Why does a gift for everyone change nothing?',
        expect: 'The mean rises by the same amount, and the spread stays as it is.',
      },
      {
        ask: 'When is a criterion loudest: when 2, 50 or 98 of 100 answers meet it?',
        expect: 'At 50. There the answers differ most. At 2 and at 98 the spread is equally small.',
      },
      {
        ask: 'So what is left to do for a method that moves weights?',
        expect:
          'It cannot do much about solved criteria, which are quiet already. It can lift the rare ones.',
      },
    ],
    pitfalls: [
      'Students read the river as weight. It shows effort, which is weight times spread, as a share.',
      'Students conclude that equal weights are always best. They repair this rubric; other rubrics have good reasons for their weights.',
      'With one seed the curves are rough. Use more seeds if a single run looks odd.',
    ],
  },
};
