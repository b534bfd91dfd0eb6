/** The network of this platform, for {@link HttpProgramResolver}. */
import type { Fetch } from "./fetch.ts";

/** `fetch` of the platform. */
export const platformFetch: Fetch = (url, init) => fetch(url, init);
