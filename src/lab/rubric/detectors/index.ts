/** All detectors; a new one is a file here and a line in the list. */
import * as v from 'valibot';
import { avoids } from './avoids.ts';
import type { Detector, Finding, SettingsSchema } from './detector.ts';
import { distinct } from './distinct.ts';
import { endsWith } from './ends-with.ts';
import { neighbours } from './neighbours.ts';
import { onTopic } from './on-topic.ts';
import { startsWith } from './starts-with.ts';

const DETECTORS = [startsWith, endsWith, avoids, neighbours, distinct, onTopic] as const;

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
function detectorOf(settings: DetectorSettings): Detector<SettingsSchema> {
  const detector = DETECTORS[DETECTOR_TYPES.indexOf(settings.type)];
  if (!detector) throw new Error(`No detector "${settings.type}"; known are ${DETECTOR_TYPES.join(', ')}.`);
  return detector as unknown as Detector<SettingsSchema>;
}

/** What the detector says of an answer (END left out) to a prompt. */
export const detect = (words: readonly number[], prompt: number, settings: DetectorSettings): Finding =>
  detectorOf(settings).detect(words, prompt, settings);

/** The detector's settings as a plain sentence. */
export const describeDetector = (settings: DetectorSettings): string =>
  detectorOf(settings).describe(settings);

/** Number of the detector that some settings are for, and the settings as it reads them on the GPU. */
export const encodeDetector = (settings: DetectorSettings): { detector: number; settings: number[] } => ({
  detector: DETECTOR_TYPES.indexOf(settings.type),
  settings: detectorOf(settings).encode(settings),
});

/** WGSL bodies of all detectors, by number. */
export const DETECTOR_WGSL: readonly string[] = DETECTORS.map(({ wgsl }) => wgsl);
