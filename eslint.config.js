import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const UPWARDS = {
  regex: '^svelte|/(app|worker|experiment|exchange|scenarios)/',
  message: 'Dependencies point one way: app -> worker -> experiment -> lab.',
};

const OTHER_STAGES = {
  regex: '/(engine|run|rollout|judge|reward|update|metrics)/',
  allowTypeImports: true,
  message: 'A stage knows the types it hands on, and calls no other stage.',
};

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
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [UPWARDS] }],
    },
  },
  {
    // Stages hand on types, and call no other stage; only the engine strings them together.
    files: ['src/lab/{random,language,policy,rubric,rollout,judge,reward,update,metrics}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [UPWARDS, OTHER_STAGES] }],
    },
  },
);
