/** A figure as a PNG, as the browser draws its SVG. */

/** Pixels for one of the figure's own: sharp on a projector and in print. */
const SCALE = 2;

/** @throws when the browser cannot draw it */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`; // allowed by the page's own policy
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * image.naturalWidth;
  canvas.height = SCALE * image.naturalHeight;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob
        ? resolve(blob)
        : reject(new Error(`no PNG of ${canvas.width} by ${canvas.height} pixels was made`)),
    ),
  );
}
