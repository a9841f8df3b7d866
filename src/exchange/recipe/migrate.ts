/** Documents of earlier versions as the present one has them, a version at a time. */
import { quoted } from '../refusal.ts';
import { RECIPE_VERSION } from './version.ts';

type Document = Readonly<Record<string, unknown>>;

/** What turns a document into one of the next version; the first of them is for version 1. */
export const STEPS: readonly ((document: Document) => Document)[] = [
  // Version 2 adds `stem` and `name`, which may be left out.
  (document) => document,
];

/** @throws when it is no recipe, or of a version that is not known here */
export function migrate(document: unknown): Document {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Error(`a recipe is an object with "focalLab": "recipe"; this is ${quoted(document)}`);
  const { focalLab, formatVersion: version } = document as Document;
  if (focalLab !== 'recipe') throw new Error(`focalLab is ${quoted(focalLab)}; a recipe has "recipe"`);
  if (typeof version === 'number' && version > RECIPE_VERSION)
    throw new Error(
      `formatVersion is ${version}, from a newer Focal Lab; this one reads up to ${RECIPE_VERSION}`,
    );
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw new Error(
      `formatVersion is ${quoted(version)}; allowed is a whole number from 1 to ${RECIPE_VERSION}`,
    );
  const now = STEPS.slice(version - 1).reduce((older, step) => step(older), document as Document);
  return { ...now, formatVersion: RECIPE_VERSION };
}
