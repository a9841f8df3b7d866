/** Lets updates wait for the next picture: a fast run takes more steps in a second than a screen can show. */

/**
 * Of several updates that come before one picture, only the latest is made.
 *
 * @param request the browser's requestAnimationFrame
 */
export function latestPerFrame(request: (callback: () => void) => unknown): (update: () => void) => void {
  let waiting: (() => void) | null = null;
  return (update) => {
    const idle = waiting === null;
    waiting = update;
    if (!idle) return;
    request(() => {
      const latest = waiting;
      waiting = null;
      latest?.();
    });
  };
}
