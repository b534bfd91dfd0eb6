/** Asks a realm of its own: a worker that runs one script and answers once. */

const SCRIPT = new URL("./foreign-realm.ts", import.meta.url);

/** What the script of the foreign realm answers. */
export async function askForeignRealm(): Promise<readonly string[]> {
  const worker = new Worker(SCRIPT, { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data as readonly string[]);
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message));
      };
    });
  } finally {
    worker.terminate();
  }
}
