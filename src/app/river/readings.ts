/** What the streams of one method did, told in a short sentence by rules over the numbers; never praise. */
import { percent, unit } from '../format.ts';
import type { Flow } from './flow.ts';

/** A criterion that a reading may be about. */
export interface Told {
  column: number;
  name: string;
  /** Whether its score is a share of answers, or a mean mark. */
  share: boolean;
  /** Mean score by step. */
  scores: readonly number[];
}

export interface Reading {
  title: string;
  text: string;
}

/** Before this many steps there is nothing to tell. */
const EARLY = 10;
/** A share that stands out, over an equal share for all. */
const MUCH = 1.5;
/** A share that is next to nothing, of an equal share. */
const LITTLE = 0.5;
/** Scores that are still low, and high enough for effort to move on. */
const LOW = 0.5;
const HIGH = 0.8;

/**
 * @param told the criteria to tell of, the most neglected first
 * @param all every criterion that may have the most effort
 * @param judged how many criteria share the effort
 */
export function reading(
  flow: Flow,
  told: readonly Told[],
  all: readonly Told[],
  judged: number,
  at: number,
): Reading | null {
  if (at < EARLY || judged < 2 || flow.dry(at)) return null;
  const equal = 1 / judged;
  const courses = told.flatMap((criterion) => course(flow, criterion, at) ?? []);
  return (
    runsDry(courses, equal) ??
    bends(courses, equal, at) ??
    waits(courses, equal, at) ??
    swells(courses, equal) ??
    most(flow, all, at)
  );
}

/** How one stream has gone so far. */
interface Course extends Told {
  first: number;
  now: number;
  score: number;
  peak: number;
  peakStep: number;
}

function course(flow: Flow, criterion: Told, at: number): Course | null {
  const { column, scores } = criterion;
  let first = NaN;
  let [peak, peakStep] = [-1, -1];
  for (let step = 0; step <= at; step++) {
    const share = flow.share(step, column);
    if (Number.isNaN(share)) continue;
    if (Number.isNaN(first)) first = share;
    if (share > peak) [peak, peakStep] = [share, step];
  }
  const [now, score] = [flow.share(at, column), scores[at] ?? NaN];
  return Number.isNaN(now + score) ? null : { ...criterion, first, now, score, peak, peakStep };
}

/** Whether a stream stood out and has clearly fallen since. */
const passed = ({ peak, now, first }: Course, equal: number): boolean =>
  peak >= MUCH * equal && peak >= MUCH * first && now <= 0.75 * peak;

function bends(courses: readonly Course[], equal: number, at: number): Reading | null {
  const [one, two, ...more] = courses
    .filter((each) => passed(each, equal) || (each.peak >= MUCH * equal && each.peak >= MUCH * each.first))
    .sort((a, b) => a.peakStep - b.peakStep);
  const last = more.at(-1) ?? two;
  if (!one || !last || !passed(one, equal) || last.peakStep - one.peakStep < Math.max(5, 0.1 * at))
    return null;
  return {
    title: 'The river bends.',
    text:
      `First to ${one.name} (${percent(one.peak)}% at step ${one.peakStep}), ` +
      `then to ${last.name} (${percent(last.peak)}% at ${last.peakStep}); now ${outcome(last)}.`,
  };
}

function runsDry(courses: readonly Course[], equal: number): Reading | null {
  const dry = courses.find(({ now, score }) => now < LITTLE * equal && score < LOW);
  if (!dry) return null;
  return {
    title: `${capital(dry.name)} runs dry.`,
    text: `${percent(dry.now)}% of the effort, ${outcome(dry, 'it')}.`,
  };
}

function waits(courses: readonly Course[], equal: number, at: number): Reading | null {
  const late = courses.find((each) => passed(each, equal) && each.peakStep >= 0.4 * at && each.score >= LOW);
  if (!late) return null;
  return {
    title: `${capital(late.name)} waited its turn.`,
    text: `${percent(late.peak)}% of the effort at step ${late.peakStep}, now ${outcome(late, 'it')}.`,
  };
}

function swells(courses: readonly Course[], equal: number): Reading | null {
  const rising = courses.find(
    ({ now, peak, first }) => now >= MUCH * equal && now > 0.75 * peak && now >= MUCH * first,
  );
  if (rising)
    return {
      title: `${capital(rising.name)} swells.`,
      text: `From ${percent(rising.first)}% of the effort to ${percent(rising.now)}%; ${outcome(rising, 'it')} so far.`,
    };
  const over = courses.find((each) => passed(each, equal) && each.score >= HIGH);
  if (!over) return null;
  return {
    title: `${capital(over.name)} has had its turn.`,
    text: `${percent(over.peak)}% of the effort at step ${over.peakStep}, ${percent(over.now)}% now; ${outcome(over, 'it')}.`,
  };
}

/** Where nothing stands out: who has the most. */
function most(flow: Flow, all: readonly Told[], at: number): Reading | null {
  const [first] = all
    .map((criterion) => ({
      ...criterion,
      now: flow.share(at, criterion.column),
      score: criterion.scores[at] ?? NaN,
    }))
    .filter(({ now, score }) => !Number.isNaN(now + score))
    .sort((a, b) => b.now - a.now);
  if (!first) return null;
  return {
    title: `Most goes to ${first.name}.`,
    text: `${percent(first.now)}% of the effort; ${outcome(first, 'it')}.`,
  };
}

function outcome({ name, share, score }: Course | (Told & { score: number }), called = name): string {
  const met = percent(score);
  if (!share) return `${called} scores ${unit(score)}`;
  return met === '1' ? `1 answer in 100 meets ${called}` : `${met} answers in 100 meet ${called}`;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
