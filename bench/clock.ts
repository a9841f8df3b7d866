/** Times things that run on a GPU, alternately, so that a busy machine hurts all of them alike. */

/** Something to time: `run` starts it, `sync` resolves when it is over. */
export interface Contender {
  run(): unknown;
  sync(): Promise<unknown>;
  /** Runs before the first round, besides the one that all have. */
  warmUp?: number;
  /** Timings in each round: a fast contender affords more than a slow one; 1 if left out. */
  repeats?: number;
}

export interface Timing {
  /** Median milliseconds of one run. */
  ms: number;
  /** Median milliseconds of JavaScript in it: what is left when the waiting for the GPU is taken off. */
  jsMs: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Milliseconds in which at least one buffer was waited for, since the page or process began. */
let waited = 0;
let waiting = 0;
let since = 0;
let watching = false;

/** Takes the time from mapAsync calls to their answers; while several wait, time counts once. */
function watchWaits(): void {
  if (watching) return;
  watching = true;
  const { prototype } = GPUBuffer;
  const mapAsync = prototype.mapAsync;
  prototype.mapAsync = async function (...how) {
    if (waiting++ === 0) since = performance.now();
    try {
      await mapAsync.apply(this, how);
    } finally {
      if (--waiting === 0) waited += performance.now() - since;
    }
  };
}

async function timeOnce({ run, sync }: Contender): Promise<Timing> {
  const waitedBefore = waited;
  const began = performance.now();
  const running = run();
  const given = performance.now();
  const asynchronous = running instanceof Promise;
  if (asynchronous) await running;
  await sync();
  const ms = performance.now() - began;
  return { ms, jsMs: asynchronous ? ms - (waited - waitedBefore) : given - began };
}

/**
 * Times contenders in turn, round after round; the first round only warms up.
 *
 * JavaScript is the time in `run` before it gives way, and what passes until `sync` is done without any
 * buffer being waited for. Contenders whose `run` is synchronous are timed exactly.
 */
export async function alternate<Name extends string>(
  contenders: Record<Name, Contender>,
  rounds: number,
): Promise<Record<Name, Timing>> {
  watchWaits();
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as Timing[]])) as Record<Name, Timing[]>;
  for (const name of names)
    for (let i = 0; i < (contenders[name].warmUp ?? 0); i++) {
      await contenders[name].run();
      await contenders[name].sync();
    }
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const { repeats = 1 } = contenders[name];
      for (let i = 0; i < repeats; i++) {
        const timing = await timeOnce(contenders[name]);
        if (round > 0) times[name].push(timing);
      }
    }
  return Object.fromEntries(
    names.map((name) => [
      name,
      { ms: median(times[name].map(({ ms }) => ms)), jsMs: median(times[name].map(({ jsMs }) => jsMs)) },
    ]),
  ) as Record<Name, Timing>;
}

/** Repeats short work until a timing lasts long enough to trust; median milliseconds of one repetition. */
export async function timeRepeated(
  run: (times: number) => void,
  sync: () => Promise<unknown>,
  rounds: number,
  wantedMs = 60,
): Promise<number> {
  const once = async (times: number) => {
    const began = performance.now();
    run(times);
    await sync();
    return performance.now() - began;
  };
  await once(1);
  let times = 1;
  while ((await once(times)) < wantedMs && times < 4096) times *= 2;
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) all.push((await once(times)) / times);
  return median(all);
}
