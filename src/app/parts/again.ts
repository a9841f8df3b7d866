/** Loads a part of the page that can be asked for again after it could not be loaded. */

let attempts = 0;

/** What Chromium and Firefox call the module that failed, at the end of their message; Safari does not name it. */
const addressIn = (error: unknown): string | undefined =>
  error instanceof Error ? /module: (https?:\S+)$/.exec(error.message)?.[1] : undefined;

/**
 * A module that failed once fails until the page is reloaded, because browsers remember that by its address (HTML
 * standard, module map): so it is asked for by another one. What it imports in turn is taken by the usual addresses.
 *
 * @param load an import of a module with named exports or a default one, not of something made from it
 * @param bring how an address is imported
 * @throws what `load` threw, where the other address fails too
 */
export async function again<Part>(
  load: () => Promise<Part>,
  bring: (address: string) => Promise<Part> = (address) => import(/* @vite-ignore */ address),
): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const address = addressIn(error);
    if (!address) throw error;
    return bring(`${address}?again=${++attempts}`).catch(() => {
      throw error;
    });
  }
}
