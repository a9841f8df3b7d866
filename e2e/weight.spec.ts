import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { LabPage } from './lab-page.ts';

/** Bytes of script and style, gzipped, that may be fetched before the first training step; data that come as script count. */
const MOST = 300_000;

test('what a browser fetches before the first step weighs little, and the rest waits', async ({
  page,
  baseURL,
}) => {
  const fetched: { path: string; bytes: number }[] = [];
  // Hands on what the built page serves, and counts what a host that compresses would send.
  const server = createServer((request, response) => {
    void fetch(baseURL! + request.url!).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer());
      fetched.push({ path: request.url!, bytes: gzipSync(body, { level: 9 }).length });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const lab = new LabPage(page);
    await lab.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?set=numGenerations=4`);
    const again = fetched.length;
    await lab.step.click();
    await expect(page.getByTestId('outcome-focal-prior')).toBeVisible();
    const trained = fetched.length;
    // The recorded run is fetched by an address that asks for nothing else: it counts too.
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(page.getByTestId('recorded')).toBeVisible();
    const recorded = fetched.slice(trained).filter(({ path }) => path.includes('recorded-'));
    expect(recorded).toHaveLength(1);
    const early = [...fetched.slice(0, again), ...recorded].filter(({ path }) => /\.(js|css)$/.test(path));
    const total = early.reduce((sum, { bytes }) => sum + bytes, 0);
    const lines = early.sort((a, b) => b.bytes - a.bytes).map(({ path, bytes }) => `${bytes}  ${path}`);
    console.log([...lines, `${total}  together, of ${MOST}`].join('\n'));
    expect(total).toBeLessThanOrEqual(MOST);
    // The first step asked for nothing more; when it is taken, what keeps it is.
    for (const { path } of fetched.slice(again, trained)) expect(path).toMatch(/\/(shelf|keeper)-/);
    for (const late of ['Editor', 'MethodsView', 'ImportDialog', 'ops', 'register_all_gradients'])
      expect(early.filter(({ path }) => path.includes(`/${late}-`))).toEqual([]);
  } finally {
    server.close();
  }
});
