/**
 * The benchmark without a browser: WebGPU by Dawn in Node (npm `webgpu`), as one file to carry to a machine.
 *
 * `node bench.mjs [--quick] [--json <file>]`, with `webgpu` installed beside it or above it. The engine and its
 * peers are the same; start-up of the page is not measured.
 */
import { writeFileSync } from 'node:fs';

const quick = process.argv.includes('--quick');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

/** @throws with what to do when Dawn is not installed */
async function openDawn(): Promise<void> {
  const name = 'webgpu'; // not a dependency: 130 MB that only this command wants
  const dawn = (await import(/* @vite-ignore */ name).catch(() => {
    throw new Error('Dawn is not installed here: npm install --no-save webgpu');
  })) as { create(options: string[]): GPU; globals: object };
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: dawn.create([]), userAgent: 'node' },
    configurable: true,
  });
}

async function main(): Promise<void> {
  await openDawn();
  const { measure } = await import('./measure.ts'); // tfjs looks for WebGPU when it is loaded
  const { report, table } = await import('./report.ts');
  const figures = await measure(quick, (text) => console.error(text));
  console.log(table(figures, null));
  if (json) writeFileSync(json, `${JSON.stringify(report(figures, null), null, 2)}\n`);
}

main().then(
  () => process.exit(0), // Dawn keeps the process alive
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
