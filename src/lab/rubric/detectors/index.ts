/** All detectors; a new one is a file here and a line in the list. */
import * as v from 'valibot';
import { STANDARD, type Language } from '../../language/language.ts';
import { alternates } from './alternates.ts';
import { avoids } from './avoids.ts';
import { chain } from './chain.ts';
import { contains } from './contains.ts';
import { count } from './count.ts';
import type { Detector, EvidenceKind, Finding, SettingsSchema } from './detector.ts';
import { distinct } from './distinct.ts';
import { endsWith } from './ends-with.ts';
import { impossible } from './impossible.ts';
import { length } from './length.ts';
import { neighbours } from './neighbours.ts';
import { onTopic } from './on-topic.ts';
import { order } from './order.ts';
import { pattern } from './pattern.ts';
import { perTopic } from './per-topic.ts';
import { startsWith } from './starts-with.ts';
import { variety } from './variety.ts';

/** In the order of menus; an earlier one is suggested first. */
const DETECTORS = [
  startsWith,
  endsWith,
  contains,
  avoids,
  count,
  distinct,
  onTopic,
  neighbours,
  chain,
  order,
  alternates,
  length,
  variety,
  perTopic,
  pattern,
  impossible,
] as const;

export type DetectorSettings = v.InferOutput<(typeof DETECTORS)[number]['schema']>;

/** Names of all detectors, e.g. "starts-with". */
export const DETECTOR_TYPES: readonly string[] = DETECTORS.map(({ schema }) => schema.entries.type.literal);

/** Accepts the settings of any detector, told apart by `type`. */
export const detectorSettings = v.variant(
  'type',
  DETECTORS.map(({ schema }) => schema),
  (issue) => `unknown detector type ${issue.received}; known are ${DETECTOR_TYPES.join(', ')}`,
) as unknown as v.GenericSchema<unknown, DetectorSettings>;

/** The detector that some settings are for; its settings type is erased because they are matched by `type`. */
export function detectorOf(settings: Pick<DetectorSettings, 'type'>): Detector<SettingsSchema> {
  const detector = ALL_DETECTORS[DETECTOR_TYPES.indexOf(settings.type)];
  if (!detector) throw new Error(`No detector "${settings.type}"; known are ${DETECTOR_TYPES.join(', ')}.`);
  return detector;
}

/** All of them, for menus. */
export const ALL_DETECTORS = DETECTORS as unknown as readonly Detector<SettingsSchema>[];

/** What the detector says of an answer (END left out) to a prompt. */
export const detect = (words: readonly number[], prompt: number, settings: DetectorSettings): Finding =>
  detectorOf(settings).detect(words, prompt, settings);

/** Whether the evidence of these settings is what is right with an answer or what is wrong with it. */
export function evidenceKind(settings: DetectorSettings): EvidenceKind {
  const { evidence } = detectorOf(settings);
  return typeof evidence === 'function' ? evidence(settings) : evidence;
}

/** Whether an answer can meet these settings in part. */
export const isGraded = (settings: DetectorSettings): boolean =>
  detectorOf(settings).graded?.(settings) ?? false;

/** Most settings suggested for one text. */
const MOST_SUGGESTIONS = 3;

/** Settings that the words of a criterion hint at, the best first: none, or up to three different ones. */
export function suggestDetectors(text: string): DetectorSettings[] {
  const lower = text.toLowerCase();
  const fitting = ALL_DETECTORS.flatMap(({ suggestions }) =>
    suggestions.filter(({ when }) => when.test(lower)),
  );
  const different = new Map(
    fitting.map(({ settings }) => [JSON.stringify(settings), settings as DetectorSettings]),
  );
  return [...different.values()].slice(0, MOST_SUGGESTIONS);
}

/** The detector's settings as a plain sentence, in the words of a language. */
export const describeDetector = (settings: DetectorSettings, language: Language = STANDARD): string =>
  detectorOf(settings).describe(settings, language);

/** A detector as the GPU reads it: its number, its settings, and its table if it has one. */
export interface EncodedDetector {
  detector: number;
  settings: readonly number[];
  table: Uint32Array | undefined;
}

/** Number of the detector that some settings are for, and the settings as it reads them on the GPU. */
export function encodeDetector(settings: DetectorSettings): EncodedDetector {
  const own = detectorOf(settings);
  return {
    detector: DETECTOR_TYPES.indexOf(settings.type),
    settings: own.encode(settings),
    table: own.table?.(settings),
  };
}

/** WGSL bodies of all detectors, by number. */
export const DETECTOR_WGSL: readonly string[] = DETECTORS.map(({ wgsl }) => wgsl);
