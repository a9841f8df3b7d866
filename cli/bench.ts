/** `npm run bench`: measures the fused engine against its peers in one run and prints ratios. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../bench/bundle.ts';
import { frames, USUAL } from '../bench/frames.ts';
import { fuzz, fuzzTable } from '../bench/fuzz.ts';
import { keepingTable } from '../bench/keeping-table.ts';
import { linkLengths, linkTable } from '../bench/links.ts';
import { lockStepText } from '../bench/lock-step.ts';
import { report, table } from '../bench/report.ts';
import { startup } from '../bench/startup.ts';
import { frameTable } from '../bench/trace.ts';
import { withPage } from './served-page.ts';
import { guarded, UsageError } from './usage.ts';

const HELP = `Measures the fused engine against tfjs operations and jax-js, alternately in one run, and prints ratios.

  npm run bench -- --json bench.json

  --quick         fewer lanes and rounds: within 3 minutes on two cores
  --json <file>   also writes the figures as JSON
  --frames        measures only what drawing the page costs per picture: 4 methods, 8 criteria, 8 seeds, 2,000 steps
  --keeping       measures only what it costs to keep a run, and how large one is as a file
  --lock-step     measures only 24 runs of 150 steps in one batch against one after another (--quick: of 10 steps)
  --fuzz          measures nothing, but reads 10,000 good and hostile links and files; fails where one escapes
  --links         prints how long links are, for every scenario
  --bundle <dir>  measures nothing, but writes bench.mjs there: the same without a browser, to carry to a
                  machine with a GPU (npm install webgpu there, then node bench.mjs [--quick] [--json <file>])
  --help          this text

Runs on WebGPU in headless Chromium: the machine's GPU with FOCAL_GPU=hardware, otherwise the processor.
Milliseconds depend on the machine and on what else it does; ratios of one run are what to compare.
`;

const FUZZ_CASES = 10_000;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
        frames: { type: 'boolean', default: false },
        keeping: { type: 'boolean', default: false },
        'lock-step': { type: 'boolean', default: false },
        fuzz: { type: 'boolean', default: false },
        links: { type: 'boolean', default: false },
        bundle: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (values.bundle !== undefined) {
      console.log(`Wrote ${await bundle(resolve(values.bundle))}.`);
      return 0;
    }
    if (values.frames) {
      console.log(frameTable(await frames(USUAL)));
      return 0;
    }
    if (values.keeping) {
      console.log(keepingTable(await inBrowser((quick) => window.benchKeeping(quick), values.quick)));
      return 0;
    }
    if (values['lock-step']) {
      console.log(lockStepText(await inBrowser((quick) => window.benchLockStep(quick), values.quick)));
      return 0;
    }
    if (values.fuzz) {
      const first = Date.now() >>> 0;
      console.error(`cases from ${first} on`);
      console.log(fuzzTable(await fuzz(FUZZ_CASES, first, (done) => console.error(`${done} cases`))));
      return 0;
    }
    if (values.links) {
      console.log(linkTable(await linkLengths()));
      return 0;
    }
    if (values.json !== undefined) writable(values.json);
    const figures = await inBrowser((quick) => window.benchMeasure(quick), values.quick);
    console.error('start-up of the built page');
    const opened = await startup();
    console.log(table(figures, opened));
    if (values.json) {
      writeFileSync(values.json, `${JSON.stringify(report(figures, opened), null, 2)}\n`);
      console.log(`\nWrote ${values.json}.`);
    }
    return 0;
  });

/** Finds out before the minutes are spent. */
function writable(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '', { flag: 'a' }); // what an earlier run wrote stays until there is better
  } catch (error) {
    throw new UsageError(`Cannot write --json "${file}": ${(error as NodeJS.ErrnoException).code}.`);
  }
}

const inBrowser = <Figures>(
  measure: (quick: boolean) => Promise<Figures>,
  quick: boolean,
): Promise<Figures> =>
  withPage(
    'bench/page.html',
    {
      cacheDir: 'node_modules/.vite-bench', // the app's own dependency cache stays as it is
      optimizeDeps: { include: ['@jax-js/jax'] },
    },
    async (page, open) => {
      await page.exposeFunction('benchSay', (text: string) => console.error(text));
      await open();
      await page.waitForFunction(() => 'benchMeasure' in window);
      return page.evaluate(measure, quick);
    },
  );
