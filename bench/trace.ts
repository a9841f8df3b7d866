/** Reads a browser's trace: what each picture cost the page's main thread. */

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
  /** The same on the thread's own clock, which stands still while other programs run. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of one picture on the main thread. */
export interface FrameCost {
  /** Everything that ran after the picture before it was handed on. */
  all: number;
  script: number;
  /** Style and layout. */
  layout: number;
  /** Making the list of what to paint; turning it into pixels is another thread's work. */
  paint: number;
  /** Collecting garbage, part of the others. */
  garbage: number;
}

const PARTS: Record<Exclude<keyof FrameCost, 'all'>, ReadonlySet<string>> = {
  script: new Set(['FireAnimationFrame', 'FunctionCall', 'RunMicrotasks', 'TimerFire', 'EvaluateScript']),
  layout: new Set(['UpdateLayoutTree', 'Layout']),
  paint: new Set(['PrePaint', 'Paint', 'Layerize', 'Commit']),
  garbage: new Set(['MinorGC', 'MajorGC']),
};

export function perFrame(events: readonly TraceEvent[]): FrameCost[] {
  const main = mainThread(events);
  const own = events
    .filter(({ pid, tid, ph }) => pid === main.pid && tid === main.tid && ph === 'X')
    .sort((a, b) => a.ts - b.ts);
  const empty = (): FrameCost => ({ all: 0, script: 0, layout: 0, paint: 0, garbage: 0 });
  const costs = [empty()];
  const ends: Record<string, number> = {};
  let handed = false; // whether this picture has been handed on to be turned into pixels
  for (const event of own) {
    const task = event.name === 'RunTask';
    if (task && handed && event.ts >= (ends['all'] ?? 0)) {
      costs.push(empty());
      handed = false;
    }
    handed ||= event.name === 'Commit';
    const parts = Object.keys(PARTS) as (keyof typeof PARTS)[];
    for (const part of task ? (['all'] as const) : parts.filter((each) => PARTS[each].has(event.name))) {
      if (event.ts < (ends[part] ?? 0)) continue; // within another of the same part
      ends[part] = event.ts + (event.dur ?? 0);
      costs.at(-1)![part] += (event.tdur ?? event.dur ?? 0) / 1000;
    }
  }
  return costs.slice(1, -1);
}

/** The thread that fires animation frames most: that of the page. */
function mainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const counts = new Map<string, number>();
  for (const { name, pid, tid } of events)
    if (name === 'FireAnimationFrame') counts.set(`${pid} ${tid}`, (counts.get(`${pid} ${tid}`) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!most) throw new Error('The trace holds no animation frame.');
  const [pid, tid] = most[0].split(' ').map(Number) as [number, number];
  return { pid, tid };
}

/** The value that a share of the others do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** The figures as text: milliseconds on the main thread's own clock. */
export function frameTable(costs: readonly FrameCost[]): string {
  const row = (part: keyof FrameCost) =>
    [0.5, 0.95, 0.99].map((share) =>
      percentile(
        costs.map((cost) => cost[part]),
        share,
      )
        .toFixed(2)
        .padStart(8),
    );
  return [
    `${costs.length} pictures, ms of the main thread:    median     95 %     99 %`,
    ...(['all', 'script', 'layout', 'paint', 'garbage'] as const).map(
      (part) => `  ${part.padEnd(38)}${row(part).join(' ')}`,
    ),
  ].join('\n');
}
