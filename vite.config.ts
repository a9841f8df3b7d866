import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** The built page allows no inline or foreign script; the dev server needs inline ones, so it goes without. */
const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: {
        'http-equiv': 'Content-Security-Policy',
        content:
          "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; " +
          "img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'",
      },
    },
  ],
};

export default defineConfig({
  base: './', // the built folder opens from any path of any static host
  plugins: [svelte(), contentSecurityPolicy],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // What the first screen needs stays in one piece, whatever else of the page shares parts of it: less to fetch.
      output: { codeSplitting: { groups: [{ name: 'first', test: /src\/app\/main\.ts$/ }] } },
    },
  },
  worker: {
    format: 'es',
    // The same of the worker: labs, loaded later, share much of what trains.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'trainer', test: /src\/worker\/worker\.ts$/ }] } },
    },
  },
  optimizeDeps: {
    // Found only when the worker asks for them, these would reload a page that is already training.
    include: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
});
