/** The stops of the tour: what to look at, and what to know of it. */

export interface Stop {
  /** Selectors of the part of the page; the first that is visible is meant. */
  at: readonly string[];
  title: string;
  says: string;
}

/** The part of the page that a stop is about; undefined where nothing of it can be seen: a phone hides some. */
export const seenOf = ({ at }: Stop): Element | undefined =>
  at
    .map((selector) => document.querySelector(selector))
    .find((place): place is Element => place !== null && place.getClientRects().length > 0);

export const STOPS: readonly Stop[] = [
  {
    at: ['main.lab > .river'],
    title: 'Where the training effort goes',
    says: 'A small policy learns to answer, several ways side by side: one band is one way of weighing the criteria, one stream is one criterion. A stream pales as its criterion is met.',
  },
  {
    at: ['header.bar .play', 'footer .phone-play'],
    title: 'Press play',
    says: 'It trains here, on this machine. Space plays and pauses, the right arrow takes one step, s shows one step in slow motion.',
  },
  {
    at: ['main.lab > .criteria'],
    title: 'Each criterion',
    says: 'Its score by method; below it, for the method in colour: how saturated it is, its weight (hollow) and its effort (solid). Weight is not influence.',
  },
  {
    at: ['main.lab > .outcome'],
    title: 'What comes out',
    says: 'The worst criterion, the share of answers that meet everything, and the mean score; one tick per seed, and a sentence where another method leads.',
  },
  {
    at: ['main.lab > .side'],
    title: 'Change the rubric while it runs',
    says: 'Drag a weight, switch a criterion off, make the judge err, turn gamma: it holds from the next step on, and undo takes it back.',
  },
  {
    at: ['header.bar [data-help]'],
    title: 'Whatever is underlined with dots explains itself',
    says: 'Point at it, tap it, or reach it with Tab. The question mark here lists all keys; / finds every command and every term.',
  },
];
