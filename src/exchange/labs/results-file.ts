/** The file of a lab's study: JSON that is written whole, and refused with a sentence where it is not what it says. */
import * as v from 'valibot';
import type { Results } from '../../experiment/results.ts';
import { between, textUpTo, whole } from '../../lab/rubric/limits.ts';
import { messageOf } from '../../lab/message-of.ts';
import type { Neighbour, Track } from '../../neighbours/neighbour.ts';
import { findMeasure } from '../../neighbours/parts.ts';
import { checkStudy } from '../../neighbours/plan.ts';
import {
  jobsOf,
  LAB_RESULTS,
  LAB_RESULTS_VERSION,
  labResults,
  type LabResults,
} from '../../neighbours/results.ts';
import { trackKey } from '../../neighbours/tracks.ts';
import { parseJson } from '../parse-json.ts';
import { quoted, refusal, refusing } from '../refusal.ts';

/** Most characters of a file: a hundred tracks of a thousand steps and twenty measures. */
export const LARGEST_LAB_FILE = 50_000_000;

/** Most steps of a track, and most of its events; the longest run that a lab can be set to has 2000. */
const MOST_STEPS = 5_000;
const MOST_EVENTS = 10_000;

/** No measure comes near it; sums and squares of larger numbers would be none. */
const LARGEST_NUMBER = 1e30;

const id = textUpTo(60, 1);
const text = textUpTo(400);
const seed = whole(0, 0xffffffff);

/** What is no number is null in JSON. */
const number = between(-LARGEST_NUMBER, LARGEST_NUMBER);
const values = v.pipe(v.array(v.nullable(number)), v.maxLength(MOST_STEPS));

const schema = v.looseObject({
  focalLab: v.literal(LAB_RESULTS),
  lab: id,
  date: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'a date is written as 2026-11-22')),
  device: v.looseObject({
    ...{ backend: id, label: text, vendor: text, architecture: text, engine: id },
    ...{ software: v.boolean(), dispatchesPerStep: v.nullable(number), secondsPerStep: number },
  }),
  otherDevices: v.pipe(v.array(text), v.maxLength(100)),
  plan: v.strictObject({
    lab: id,
    scenarios: v.array(id),
    arms: v.array(id),
    seeds: v.array(seed),
    settings: v.record(id, v.union([number, v.boolean(), textUpTo(60)])),
  }),
  tracks: v.array(
    v.strictObject({
      ...{ scenario: id, arm: id, seed },
      values: v.record(id, values),
      events: v.pipe(
        v.array(v.strictObject({ step: whole(0, MOST_STEPS), kind: id, text: textUpTo(1000) })),
        v.maxLength(MOST_EVENTS),
      ),
    }),
  ),
});

export const writeLabFile = (results: LabResults): string => `${JSON.stringify(results)}\n`;

export interface LabFileRead {
  lab: Neighbour;
  results: LabResults;
}

/**
 * @param source the file's text
 * @param where it is, for what is said of it
 * @param load finds a lab by its id; throws saying which there are
 * @throws saying what is wrong with the file
 */
export async function readLabFile(
  source: string,
  where: string,
  load: (id: string) => Promise<Neighbour>,
): Promise<LabFileRead> {
  const document = refusing(`${where}: `, () => parsed(source));
  let lab: Neighbour;
  try {
    lab = await load(document.lab);
  } catch (error) {
    throw new Error(refusal(`${where}: ${messageOf(error)}`), { cause: error });
  }
  return { lab, results: refusing(`${where}: `, () => fitted(lab, document)) };
}

type Document = v.InferOutput<typeof schema>;

function parsed(source: string): Document {
  if (source.length > LARGEST_LAB_FILE)
    throw new Error(
      `it has ${source.length.toLocaleString('en-US')} characters; at most ${LARGEST_LAB_FILE.toLocaleString('en-US')} are read`,
    );
  const document = parseJson(source.replace(/^\uFEFF/, ''));
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Error(`a study of a lab is an object; this is ${quoted(document)}`);
  const { focalLab, formatVersion } = document as Record<string, unknown>;
  if (focalLab !== LAB_RESULTS)
    throw new Error(`focalLab is ${quoted(focalLab)}; a study of a lab has "${LAB_RESULTS}"`);
  if (formatVersion !== LAB_RESULTS_VERSION)
    throw new Error(
      `formatVersion is ${quoted(formatVersion)}; this version of Focal Lab reads ${LAB_RESULTS_VERSION}`,
    );
  const checked = v.safeParse(schema, document, { abortEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

/** What the file says of itself is not relied on: settings and completeness are made anew. */
function fitted(lab: Neighbour, document: Document): LabResults {
  if (document.plan.lab !== document.lab)
    throw new Error(`it is of the lab ${quoted(document.lab)}, but its plan of ${quoted(document.plan.lab)}`);
  const plan = checkStudy(lab, document.lab, document.plan);
  const asked = new Set(jobsOf(plan).map(trackKey));
  const seen = new Set<string>();
  for (const track of document.tracks) {
    const key = trackKey(track);
    if (!asked.has(key) || seen.has(key))
      throw new Error(`it holds a track ${quoted(key)} that its plan does not ask for, or twice`);
    seen.add(key);
  }
  for (const scenario of plan.scenarios) {
    const own = document.tracks.filter((track) => track.scenario === scenario);
    const lengths = new Set(own.map((track) => Object.values(track.values)[0]?.length ?? 0));
    if (lengths.size > 1)
      throw new Error(
        `tracks of ${quoted(scenario)} have ${[...lengths].join(', ')} steps; of one scenario all have as many`,
      );
  }
  return labResults(lab, plan, {
    ...{ date: document.date, otherDevices: document.otherDevices },
    device: document.device as unknown as Results['device'],
    tracks: document.tracks.map((track) => fittedTrack(lab, track)),
  });
}

function fittedTrack(lab: Neighbour, { values: own, ...track }: Document['tracks'][number]): Track {
  for (const name of Object.keys(own)) findMeasure(lab, name);
  const lengths = new Set(lab.measures.map(({ id: name }) => own[name]?.length ?? 0));
  if (lengths.size !== 1 || lengths.has(0))
    throw new Error(
      `the track ${quoted(trackKey(track))} does not have every measure (${lab.measures.map((each) => each.id).join(', ')}) at every step`,
    );
  return {
    ...track,
    values: Object.fromEntries(
      lab.measures.map(({ id: name }) => [name, own[name]!.map((value) => value ?? NaN)]),
    ),
  };
}
