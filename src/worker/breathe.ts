/**
 * Lets waiting messages in: some backends compute without ever leaving the current task. Not by a timer, since
 * nested timers take 4 ms at least, which is longer than a step may.
 */
export const breathe = (): Promise<void> =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
