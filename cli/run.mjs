/** Runs a TypeScript command of this folder, e.g. `node cli/run.mjs experiment --help`. */
import { runnerImport } from 'vite';

const [name, ...args] = process.argv.slice(2);
const known = ['experiment', 'reproduce', 'warm-start', 'record', 'bench', 'export', 'doctor', 'checks'];
if (!known.includes(name)) {
  console.error(`Unknown command "${name ?? ''}". Known commands: ${known.join(', ')}.`);
  process.exit(2);
}
const { module } = await runnerImport(`./cli/${name}.ts`, { configFile: false, logLevel: 'error' });
process.exitCode = await module.main(args);
