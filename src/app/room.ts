/** How much room a window leaves: the river's height, how large everything is, what is docked. */
import type { Mode, Panel } from './state/Layout.svelte.ts';

interface Window {
  width: number;
  height: number;
  mode: Mode;
  panels: readonly Panel[];
  methods: number;
  /** Criteria shown. */
  criteria: number;
}

export interface Room {
  phone: boolean;
  /** Height of the river's bands and axis, before it is enlarged. */
  river: number;
  /** Everything in the lab is this many times as large. */
  zoom: number;
  /** Whether the timeline is docked: on a phone always, since play stands in it. */
  timeline: boolean;
}

const BAR = 56;
const TIMELINE = 72;
const PADDING = 20;
/** The river's title, and the gap below it. */
const TITLE = 53;
const GAP = 16;
/** Criteria in one row of charts, and what another row adds. */
const CHARTS = 172;
const CHART_ROW = 150;
const CHARTS_PER_ROW = 8;
/** Seven criteria and how the run is doing, where they stand under what comes out. */
const RUBRIC = 346;

export function room({ width, height, mode, panels, methods, criteria }: Window): Room {
  const shows = (panel: Panel) => panels.includes(panel);
  const phone = width > 0 && width <= 760;
  const timeline = mode !== 'embed' && (phone || shows('timeline'));
  // 1.375 makes the 32 px of an outcome 44, which reads from the back of a room; low ones get a little less.
  const zoom = mode === 'projector' && !phone ? (height >= 800 ? 1.375 : 1.25) : 1;
  if (mode === 'embed')
    return { phone, zoom, timeline, river: Math.max(200, height - 48 - (phone ? 94 : 70)) };
  if (phone) return { phone, zoom, timeline, river: 160 * methods + 40 };
  // Taller windows give most of the extra height to the river; shorter ones take it from the answers first.
  const beside = Math.max(300, 340 + 0.7 * Math.min(400, height - 900));
  if (shows('answers')) return { phone, zoom, timeline, river: beside };
  const rows = Math.ceil(criteria / CHARTS_PER_ROW);
  const charts = shows('criteria') ? GAP + CHARTS + CHART_ROW * (rows - 1) : 0;
  const below = Math.max(charts, shows('outcome') && shows('rubric') ? GAP + RUBRIC : 0);
  const lab = (height - BAR - (timeline ? TIMELINE : 0)) / zoom;
  return { phone, zoom, timeline, river: Math.max(200, Math.min(640, lab - PADDING - TITLE - below)) };
}

/** Sizes of the grid's rows: the answers take what is left; without them, the last row does. */
export const gridRows = (areas: readonly string[]): string =>
  areas
    .map((area, i) => {
      if (area.startsWith('answers')) return 'minmax(164px, 1fr)';
      return i === areas.length - 1 && area.endsWith('rubric') ? 'minmax(280px, 1fr)' : 'auto';
    })
    .join(' ');
