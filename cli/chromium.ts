/** Finds a Chromium for tests and headless runs, and the flags that give it WebGPU. */
import { existsSync } from 'node:fs';
import { chromium, type LaunchOptions } from 'playwright';

const WELL_KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export const NO_CHROMIUM =
  'No Chromium found. Install one: npx playwright install chromium, or sudo apt-get install -y chromium, ' +
  'or set CHROMIUM_PATH to the executable.';

/**
 * Launch options for playwright's `chromium.launch`.
 *
 * @param hardware use the machine's GPU; otherwise SwiftShader, a WebGPU on the processor
 * @throws when no browser is found, with how to get one
 */
export function chromiumLaunch(hardware = process.env['FOCAL_GPU'] === 'hardware'): LaunchOptions {
  const args = [
    '--enable-unsafe-webgpu', // headless Linux offers no adapter without it
    ...(hardware ? ['--enable-features=Vulkan'] : ['--use-webgpu-adapter=swiftshader']),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ];
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH is "${wanted}", but there is no such file.`);
    return { executablePath: wanted, args };
  }
  // `channel` picks the full browser: playwright's default headless shell has no GPU stack.
  if (existsSync(chromium.executablePath())) return { channel: 'chromium', args };
  const executablePath = WELL_KNOWN.find((path) => existsSync(path));
  if (!executablePath) throw new Error(NO_CHROMIUM);
  return { executablePath, args };
}
