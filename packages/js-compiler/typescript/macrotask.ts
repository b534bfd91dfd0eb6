/** How a long compile gives way to other work of its process. */

/**
 * Resolves in a later turn of the event loop, after events that are due. A timer would wait for a
 * millisecond or more each time; a message costs microseconds.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
