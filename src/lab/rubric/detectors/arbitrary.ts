/** Valid settings for tests: all detectors with every group, and random ones. */
import { TOPICS } from '../../language/topics.ts';
import { patternProblem } from '../pattern/compile.ts';
import { WORD_GROUPS, type WordGroup } from './detector.ts';
import type { DetectorSettings } from './index.ts';

/** Patterns that use every construct. */
const PATTERNS = [
  '<hedge> <own-fact> <citation>',
  '^ <greeting>',
  '<polite> $',
  '^ $',
  '^ .* <!forbidden> $',
  '(<marker> .{0,2} <own-fact>)+',
  '<!own-topic>{2,3} | clouds+ "[atlas]"? "."',
  '(^ | <hedge>) (<other-fact> | <topic>){2,}',
  '. . .',
  '"," .? (first | then)',
];

const group = (i: number): WordGroup => WORD_GROUPS[i % WORD_GROUPS.length]!;

/** At least one of every detector, and one for every group that a detector may be given. */
export function everyDetector(): DetectorSettings[] {
  return [
    ...WORD_GROUPS.flatMap((own, i): DetectorSettings[] => [
      { type: 'starts-with', group: own },
      { type: 'ends-with', group: own },
      { type: 'contains', group: own },
      { type: 'avoids', group: own },
      { type: 'count', group: own, target: 1 + (i % 7) },
      { type: 'distinct', group: own, target: 1 + (i % 7) },
      { type: 'neighbours', first: own, second: group(i * 5 + 1), target: 1, different: 'first' },
      { type: 'neighbours', first: group(i * 3 + 5), second: own, target: 1 + (i % 3), different: 'second' },
      { type: 'order', first: own, second: group(i + 5) },
      { type: 'alternates', first: own, second: group(i + 4), target: 1 + (i % 5) },
      { type: 'chain', groups: Array.from({ length: 2 + (i % 6) }, (_, j) => group(i + 4 * j)) },
      { type: 'per-topic', groups: TOPICS.map((_, prompt) => (prompt === i % 7 ? null : group(i + prompt))) },
      { type: 'pattern', pattern: `<${own}> | <!${group(i + 3)}>{3}`, target: 1 + (i % 4) },
    ]),
    ...[0, 6, 8, 12, 64].flatMap((full): DetectorSettings[] => [
      { type: 'length', full, none: 10 },
      { type: 'length', full: 9, none: full },
    ]),
    { type: 'variety' },
    { type: 'on-topic' },
    { type: 'impossible' },
    ...PATTERNS.map((pattern, i): DetectorSettings => ({ type: 'pattern', pattern, target: 1 + (i % 3) })),
  ];
}

/** Uniform numbers in [0, 1). */
type Next = () => number;

const below = (next: Next, end: number): number => Math.floor(next() * end);
const pick = <T>(next: Next, from: readonly T[]): T => from[below(next, from.length)]!;
const randomGroup = (next: Next): WordGroup => pick(next, WORD_GROUPS);
const randomTarget = (next: Next): number => 1 + below(next, 16);

function randomPart(next: Next, depth: number): string {
  const part =
    depth < 2 && next() < 0.25
      ? `(${randomText(next, depth + 1)})`
      : pick(next, [
          `<${randomGroup(next)}>`,
          `<!${randomGroup(next)}>`,
          '.',
          '^',
          '$',
          pick(next, ['clouds', 'rusts', 'maybe', '"[atlas]"', '"."', 'so']),
        ]);
  return part + pick(next, ['', '', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}']);
}

function randomText(next: Next, depth = 0): string {
  const parts = Array.from({ length: 1 + below(next, 3) }, () => randomPart(next, depth)).join(' ');
  return next() < 0.2 ? `${parts} | ${randomPart(next, depth)}` : parts;
}

/** A small pattern; what is refused, e.g. a repeated "^", is drawn again. */
function randomPattern(next: Next): string {
  for (let tries = 0; tries < 100; tries++) {
    const text = randomText(next);
    if (patternProblem(text) === undefined) return text;
  }
  return '.';
}

const RANDOM: {
  [Type in DetectorSettings['type']]: (next: Next) => Omit<Extract<DetectorSettings, { type: Type }>, 'type'>;
} = {
  'starts-with': (next) => ({ group: randomGroup(next) }),
  'ends-with': (next) => ({ group: randomGroup(next) }),
  contains: (next) => ({ group: randomGroup(next) }),
  avoids: (next) => ({ group: randomGroup(next) }),
  count: (next) => ({ group: randomGroup(next), target: randomTarget(next) }),
  distinct: (next) => ({ group: randomGroup(next), target: randomTarget(next) }),
  'on-topic': () => ({}),
  neighbours: (next) => ({
    first: randomGroup(next),
    second: randomGroup(next),
    target: randomTarget(next),
    different: pick(next, ['first', 'second'] as const),
  }),
  chain: (next) => ({ groups: Array.from({ length: 2 + below(next, 6) }, () => randomGroup(next)) }),
  order(next) {
    const first = below(next, WORD_GROUPS.length);
    return { first: group(first), second: group(first + 1 + below(next, WORD_GROUPS.length - 1)) };
  },
  alternates: (next) => ({ first: randomGroup(next), second: randomGroup(next), target: randomTarget(next) }),
  length(next) {
    const full = below(next, 65);
    return { full, none: (full + 1 + below(next, 64)) % 65 };
  },
  variety: () => ({}),
  'per-topic': (next) => ({ groups: TOPICS.map(() => (next() < 0.2 ? null : randomGroup(next))) }),
  pattern: (next) => ({ pattern: randomPattern(next), target: randomTarget(next) }),
  impossible: () => ({}),
};

/**
 * Valid settings of a random detector.
 *
 * @param next gives uniform numbers in [0, 1); the same numbers give the same settings
 */
export function randomSettings(next: Next): DetectorSettings {
  const type = pick(next, Object.keys(RANDOM) as DetectorSettings['type'][]);
  return { type, ...RANDOM[type](next) } as DetectorSettings;
}
