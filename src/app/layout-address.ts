/** The layout's part of an address: `panels=river,criteria`, `mode=projector`, `embed=river,outcome`. */
import { MODES, PANELS, type Arrangement, type Mode, type Panel } from './state/Layout.svelte.ts';

const OWN = ['panels', 'mode', 'embed'] as const;

/** @returns the problems too: parts that were not understood, for which the defaults stand in */
export function readArrangement(query: string): { arrangement: Arrangement; problems: string[] } {
  const parameters = new URLSearchParams(query);
  const [panels, mode, embed] = OWN.map((name) => parameters.get(name));
  const problems: string[] = [];
  const arrangement: Arrangement = { mode: 'lab', panels: null };
  if (mode !== null && mode !== undefined) {
    if (isMode(mode)) arrangement.mode = mode;
    else problems.push(`mode is "${mode}"; allowed is ${MODES.join(', ')}.`);
  }
  if (embed !== null && embed !== undefined) arrangement.mode = 'embed';
  const [name, text] = panels ? (['panels', panels] as const) : (['embed', embed] as const);
  if (text) {
    const wanted = text.split(',').map((part) => part.trim());
    const unknown = wanted.filter((part) => !isPanel(part));
    if (unknown.length > 0)
      problems.push(`${name} names "${unknown.join(', ')}"; allowed is ${PANELS.join(', ')}.`);
    const known = PANELS.filter((panel) => wanted.includes(panel));
    if (known.length > 0) arrangement.panels = known;
  }
  return { arrangement, problems };
}

/** The query with this layout in place of the one it has; "" or "?…". */
export function withArrangement(query: string, { mode, panels }: Arrangement): string {
  const parameters = new URLSearchParams(query);
  for (const name of OWN) parameters.delete(name);
  if (mode !== 'lab') parameters.set('mode', mode);
  if (panels) parameters.set('panels', panels.join(','));
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

const isMode = (text: string): text is Mode => MODES.some((mode) => mode === text);
const isPanel = (text: string): text is Panel => PANELS.some((panel) => panel === text);
