import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const UPWARDS = {
  regex: '^svelte|/(app|worker|neighbours|experiment|exchange|scenarios)/',
  message: 'Dependencies point one way: app -> worker -> neighbours -> experiment -> lab.',
};

const ABOVE_NEIGHBOURS = {
  regex: '^svelte|/(app|worker|exchange)/',
  message: 'Dependencies point one way: app -> worker -> neighbours -> experiment -> lab.',
};

const ABOVE_EXPERIMENT = {
  regex: '/neighbours/',
  message: 'Experiments know no labs: app -> worker -> neighbours -> experiment -> lab.',
};

const NO_PAGE = ['error', 'window', 'document', 'localStorage', 'event', 'name'];

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
      'no-restricted-globals': NO_PAGE,
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [UPWARDS] }],
    },
  },
  {
    // Labs know neither page nor worker nor files: the command line and tests open them too.
    files: ['src/neighbours/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': NO_PAGE,
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [ABOVE_NEIGHBOURS] }],
    },
  },
  {
    files: ['src/experiment/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [ABOVE_EXPERIMENT] }] },
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
