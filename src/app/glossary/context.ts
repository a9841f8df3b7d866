/** Hands the glossary to every term on the page. */
import { createContext } from 'svelte';
import type { Glossary } from './Glossary.svelte.ts';

export const [getGlossary, setGlossary] = createContext<Glossary>();
