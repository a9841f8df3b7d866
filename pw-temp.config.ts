import base from './playwright.config.ts';
import { defineConfig } from '@playwright/test';
const { webServer: _, ...rest } = base;
export default defineConfig({ ...rest, projects: undefined, use: { ...rest.use, baseURL: 'http://127.0.0.1:4430' } });
