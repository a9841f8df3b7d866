/** Detects how short or how long an answer is: a straight ramp between two numbers of words. */
import * as v from 'valibot';
import { whole } from '../limits.ts';
import type { Detector } from './detector.ts';

/** As many words as the longest answer a scenario allows. */
const LONGEST = 64;

const schema = v.pipe(
  v.strictObject({
    type: v.literal('length'),
    /** How many words earn the full score. */
    full: whole(0, LONGEST),
    /** How many words earn nothing; more than `full` rewards short answers, fewer long ones. */
    none: whole(0, LONGEST),
  }),
  v.forward(
    v.check(
      ({ full, none }) => full !== none,
      ({ input }) =>
        `${input.none} words cannot earn both nothing and the full score; none differs from full`,
    ),
    ['none'],
  ),
);

const inWords = (count: number): string => (count === 1 ? '1 word' : `${count} words`);

export const length: Detector<typeof schema> = {
  schema,
  name: 'Length',
  fresh: { type: 'length', full: 8, none: 16 },
  fields: [
    {
      key: 'full',
      label: 'full score at',
      explain: 'How many words earn the full score.',
      input: 'number',
      min: 0,
      max: LONGEST,
    },
    {
      key: 'none',
      label: 'nothing at',
      explain:
        'How many words earn nothing: more than the full score takes rewards short answers, fewer long ones.',
      input: 'number',
      min: 0,
      max: LONGEST,
    },
  ],
  suggestions: [
    {
      when: /\bconcise|\bbrief|\bshort|\bsuccinct|\bterse|\bto the point|\bverbos|\bwordy|\blengthy|\btoo long/,
      settings: { type: 'length', full: 8, none: 16 },
    },
    {
      when: /\blong\b|\blonger\b|\bdetail|\bin[- ]depth|\belaborat|\bcomprehensive|\bthorough|\blength\b/,
      settings: { type: 'length', full: 12, none: 4 },
    },
  ],
  /** Words too many are a fault; words that make an answer long enough are a merit. */
  evidence: ({ full, none }) => (full < none ? 'against' : 'for'),
  graded: () => true,
  describe: ({ full, none }) =>
    full < none
      ? `At most ${inWords(full)} earn${full === 1 ? 's' : ''} the full score, ${none} or more nothing, in between a share.`
      : `At least ${inWords(full)} earn${full === 1 ? 's' : ''} the full score, ${none === 0 ? 'an empty answer' : `${none} or fewer`} nothing, in between a share.`,
  detect(words, _prompt, { full, none }) {
    const whole = Math.abs(none - full);
    const past = full < none ? none - words.length : words.length - none;
    const all = words.map((_, at) => at);
    return {
      degree: Math.min(Math.max(past, 0), whole) / whole,
      // No word of a long answer makes it longer than another does.
      evidence: full < none ? all.slice(full) : all,
    };
  },
  encode: ({ full, none }) => [full, none],
  wgsl: /* wgsl */ `
    let full = setting(0u);
    let none = setting(1u);
    if (full < none) { return vec2(none - clamp(words(), full, none), none - full); }
    return vec2(clamp(words(), none, full) - none, full - none);`,
};
