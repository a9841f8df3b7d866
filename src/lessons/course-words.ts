/** What the panel, the list of lessons and the teacher page say themselves, in whatever language. */
export interface CourseWords {
  lessons: string;
  /** Under the title of the list. */
  intro: string;
  /** e.g. "4 min" */
  minutes: (minutes: number) => string;
  done: string;
  allLessons: string;
  close: string;
  fold: string;
  unfold: string;
  /** e.g. "Lesson 2, step 3 of 7" */
  place: (lesson: number, step: number, steps: number) => string;
  back: string;
  next: string;
  /** Under the buttons. */
  keys: string;
  predict: string;
  /** Over the options of a prediction. */
  yourPrediction: string;
  youSaid: string;
  itWas: string;
  /** Where what was said and what came true are the same. */
  sameAsSaid: string;
  opening: string;
  /** e.g. "Training: step 12 of 30" */
  training: (step: number, to: number) => string;
  paused: (step: number, to: number) => string;
  pause: string;
  goOn: string;
  /** The run on the page is not the one that the lesson set up. */
  elsewhere: string;
  setUpAgain: string;
  /** The run could not show it. */
  untold: string;
  /** The address asks for fewer steps than the lesson has to train. */
  tooShort: (steps: number, needed: number) => string;
  failed: string;
  showEverything: string;
  showLess: string;
  openQuestion: string;
  linkSays: string;
  copyLink: string;
  copied: string;
  notCopied: string;
  openLink: string;
  nextLesson: (title: string) => string;
  /** The address names a lesson that there is not. */
  unknown: (id: string, known: string) => string;
  teacher: {
    link: string;
    title: string;
    intro: string;
    print: string;
    back: string;
    aim: string;
    plan: string;
    questions: string;
    expect: string;
    pitfalls: string;
    address: string;
    minutes: (minutes: number) => string;
  };
}
