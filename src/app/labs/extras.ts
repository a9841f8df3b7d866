/** What a lab has of its own on the page besides what all have: a panel under the charts, a theory. */
import type { Component } from 'svelte';
import type { LabAction, LabPlan } from '../../neighbours/neighbour.ts';

export interface PanelProps {
  /** What the run's `look` gave after its latest step. */
  look: unknown;
  plan: LabPlan;
  act: (action: LabAction) => void;
  /** The colour of an arm, as everywhere in the labs. */
  colour: (arm: string) => string;
}

type Loader<Props extends Record<string, unknown>> = () => Promise<{ default: Component<Props> }>;

const PANELS = import.meta.glob('./*/Panel.svelte') as Record<
  string,
  Loader<PanelProps & Record<string, unknown>>
>;
const THEORIES = import.meta.glob('./*/theory/TheoryView.svelte') as Record<
  string,
  Loader<Record<string, never>>
>;

/** @param lab its id; undefined where it has none */
export const panelOf = (lab: string) => PANELS[`./${lab}/Panel.svelte`];
export const theoryOf = (lab: string) => THEORIES[`./${lab}/theory/TheoryView.svelte`];
