/** The size of a text as a file, in words. */

/** e.g. "812 B", "3.4 KB", "120 KB" */
export function fileSize(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes < 1000) return `${bytes} B`;
  return `${(bytes / 1e3).toFixed(bytes < 9950 ? 1 : 0)} KB`;
}
