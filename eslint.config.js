import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'artifacts/', 'coverage/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // indices into typed arrays are checked by the tests
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-globals': ['error', 'event', 'name'],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' }, // tests break documents on purpose
  },
  {
    // The engine knows no page: it runs in a worker, a test, a benchmark, a command.
    files: ['src/lab/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'event', 'name'],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                'svelte',
                'svelte/*',
                '**/app/**',
                '**/worker/**',
                '**/experiment/**',
                '**/exchange/**',
              ],
              message: 'Dependencies point one way: app -> worker -> experiment -> lab.',
            },
          ],
        },
      ],
    },
  },
  {
    // Stages do not know each other; only the engine strings them together.
    files: ['src/lab/{rollout,judge,reward,update}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '**/engine/**',
                '**/run/**',
                '../rollout/**',
                '../judge/**',
                '../reward/**',
                '../update/**',
              ],
              message: 'A stage knows the types it hands on, not the other stages.',
            },
          ],
        },
      ],
    },
  },
);
