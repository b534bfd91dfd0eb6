// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// second: loader
// rule: W7
// expect: reject(verify:free-name) 5:12
"use strict";
exports.probe = probe;
function probe() {
  return [
    typeof Deno, typeof process, typeof module, typeof self, typeof window, typeof global, typeof WebAssembly, typeof Worker,
    typeof crypto, typeof performance, typeof Atomics, typeof SharedArrayBuffer, typeof setTimeout, typeof setInterval,
    typeof setImmediate, typeof queueMicrotask, typeof navigator, typeof location, typeof localStorage, typeof caches,
    typeof indexedDB, typeof XMLHttpRequest, typeof WebSocket, typeof EventSource, typeof BroadcastChannel, typeof MessageChannel,
    typeof postMessage, typeof reportError, typeof addEventListener, typeof dispatchEvent, typeof EventTarget, typeof AbortController,
    typeof Blob, typeof File, typeof FileReader, typeof ReadableStream, typeof Temporal, typeof Intl, typeof WeakRef,
    typeof FinalizationRegistry, typeof Buffer, typeof alert, typeof prompt, typeof confirm, typeof close, typeof document,
    typeof importScripts, typeof __dirname, typeof __filename, typeof Float32Array, typeof Float64Array, typeof Float16Array,
    typeof ShadowRealm, typeof AsyncDisposableStack, typeof Bun, typeof v8, typeof console._stdout,
  ].flatMap((kind, at) => kind === "undefined" ? [] : ["name " + at]);
}
