/** What is varied and the values it takes, as people read them. */
import { METHODS } from '../../lab/reward/methods/index.ts';
import type { Setting, Variation } from '../design/design.ts';
import { findKnob } from '../design/knobs.ts';

const parameter = (name: string) =>
  METHODS.flatMap(({ parameters }) => parameters).find((known) => known.name === name);

/** e.g. "gamma" of "focal.gamma", "missed credit" of "judge.falseNegative"; a training setting keeps its name. */
export const settingName = (name: string): string => parameter(name)?.label ?? findKnob(name)?.label ?? name;

/** e.g. "3", or the name of a choice: "group mean" of 1. */
export const settingText = (name: string, value: Setting): string =>
  parameter(name)?.options?.[Number(value)] ?? String(value);

/** e.g. "gamma 3, cap 0.5", in order of the full names, a choice by its name alone; empty where nothing is varied. */
export const variationText = (variation: Variation): string =>
  Object.keys(variation)
    .sort()
    .map((name) => {
      const value = settingText(name, variation[name]!);
      return parameter(name)?.options ? value : `${settingName(name)} ${value}`;
    })
    .join(', ');
