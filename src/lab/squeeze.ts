/** Compression by the platform's own deflate, with a limit on what unfolds. */

async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error(`it unfolds to more than ${most.toLocaleString('en-US')} bytes.`);
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}

const through = (bytes: Uint8Array, by: CompressionStream | DecompressionStream) =>
  new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(by) as ReadableStream<Uint8Array>;

export const deflate = (bytes: Uint8Array): Promise<Uint8Array> =>
  collect(through(bytes, new CompressionStream('deflate-raw')), Infinity);

/** @throws when the bytes are not what `deflate` gives, or unfold to more than `most` bytes */
export const inflate = (bytes: Uint8Array, most: number): Promise<Uint8Array> =>
  collect(through(bytes, new DecompressionStream('deflate-raw')), most);
