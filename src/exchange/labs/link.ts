/** What a lab is asked for, as the fragment of a link: "lab=<id>" where all is as usual, otherwise compressed JSON. */
import * as v from 'valibot';
import { MAX_SEED, MAX_SEED_COUNT } from '../../experiment/seed-range.ts';
import { textUpTo, whole } from '../../lab/rubric/limits.ts';
import { deflate, inflate } from '../../lab/squeeze.ts';
import { LAB_IDS } from '../../neighbours/index.ts';
import { parseJson } from '../parse-json.ts';
import { fromBase64Url, toBase64Url } from '../recipe/base64url.ts';
import { quoted, refusal, refusing } from '../refusal.ts';
import type { LabRequest } from './request.ts';

export const LAB_LINK_VERSION = 1;

/** Most characters of a fragment: chats and mail programs leave that much whole. */
export const LONGEST_LAB_LINK = 2000;

/** Most bytes that one may unfold to, most settings, and most arms. */
const LARGEST = 20_000;
const MOST_SETTINGS = 60;
const MOST_ARMS = 40;

const PREFIX = 'lab=';

const id = textUpTo(40, 1);

const schema = v.strictObject({
  v: v.number(),
  lab: id,
  scenario: v.optional(id),
  settings: v.optional(
    v.pipe(
      v.record(id, v.union([v.pipe(v.number(), v.finite()), v.boolean(), textUpTo(40)])),
      v.check(
        (own) => Object.keys(own).length <= MOST_SETTINGS,
        `there are more settings than ${MOST_SETTINGS}, the most that a link has`,
      ),
    ),
  ),
  arms: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(MOST_ARMS))),
  seeds: v.optional(v.pipe(v.array(whole(0, MAX_SEED)), v.minLength(1), v.maxLength(MAX_SEED_COUNT))),
  study: v.optional(v.boolean()),
});

/** Whether a fragment means to be of a lab. */
export const isLabLink = (fragment: string): boolean => fragment.replace(/^#/, '').startsWith(PREFIX);

/**
 * E.g. "lab=rubric-arm" or "lab=q1bKSUxS…", to stand behind the # of an address.
 *
 * @throws when it would be longer than is read; plans that were checked are not
 */
export async function writeLabLink(request: LabRequest): Promise<string> {
  const { lab, scenario, settings, arms, seeds, study } = request;
  const document = JSON.parse(
    JSON.stringify({ v: LAB_LINK_VERSION, lab, scenario, settings, arms, seeds, study: study || undefined }),
  ) as Record<string, unknown>;
  if (Object.keys(document).length === 2) return PREFIX + lab;
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(document)));
  const link = PREFIX + toBase64Url(bytes);
  if (link.length > LONGEST_LAB_LINK)
    throw new Error(
      `The link would have ${link.length.toLocaleString('en-US')} characters; at most ${LONGEST_LAB_LINK.toLocaleString('en-US')} are read. Fewer seeds make it shorter.`,
    );
  return link;
}

/**
 * Whether the lab knows what is asked for, `fitRequest` says.
 *
 * @param known ids of labs
 * @throws saying what is wrong with the link, and which labs there are
 */
export async function readLabLink(fragment: string, known: readonly string[] = LAB_IDS): Promise<LabRequest> {
  const text = fragment.replace(/^#/, '').slice(PREFIX.length);
  if (text.length > LONGEST_LAB_LINK)
    throw new Error(
      `The link has ${text.length.toLocaleString('en-US')} characters; at most ${LONGEST_LAB_LINK.toLocaleString('en-US')} are read.`,
    );
  if (known.includes(text)) return { lab: text };
  const there = `there are ${known.join(', ')}`;
  if (text === '') throw new Error(`The link names no lab; ${there}.`);
  const json = await unfolded(text, there);
  const document = refusing('The link asks for no lab: ', () => parseJson(json));
  const version = (document as { v?: unknown } | null)?.v;
  if (typeof version === 'number' && version > LAB_LINK_VERSION)
    throw new Error(
      `The link is of version ${version}, from a newer Focal Lab; this one reads up to ${LAB_LINK_VERSION}.`,
    );
  const parsed = v.safeParse(schema, document, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(refusal(`The link asks for no lab: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`));
  }
  const { v: own, ...request } = parsed.output;
  if (own !== LAB_LINK_VERSION)
    throw new Error(`The link is of version ${quoted(own)}; this Focal Lab reads ${LAB_LINK_VERSION}.`);
  if (!known.includes(request.lab)) throw new Error(`There is no lab ${quoted(request.lab)}; ${there}.`);
  return Object.fromEntries(
    Object.entries(request).filter(([, value]) => value !== undefined),
  ) as unknown as LabRequest;
}

async function unfolded(text: string, there: string): Promise<string> {
  const names = /^[a-z][a-z0-9-]{0,39}$/.test(text);
  try {
    if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new Error('it has characters it cannot have');
    const bytes = await inflate(fromBase64Url(text), LARGEST);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      refusal(
        names
          ? `There is no lab ${quoted(text)}; ${there}`
          : `The link is damaged, perhaps cut off: ${message}`,
      ),
      { cause: error },
    );
  }
}
