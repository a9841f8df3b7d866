/** Bundles the benchmark into one file for Node, everything but Dawn in it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @returns the file's path */
export async function bundle(folder: string): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, resolve: { conditions: ['browser', 'module', 'import', 'default'] } },
    resolve: { mainFields: ['module', 'main'] },
    build: {
      ssr: join(root, 'bench/dawn.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'bench.mjs');
}
