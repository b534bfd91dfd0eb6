/** Loaded before a main module: prints the resident bytes of the process at its end. */
globalThis.addEventListener("unload", () => console.log(`rss ${Deno.memoryUsage().rss}`));
