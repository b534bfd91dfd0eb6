/** The network of this platform, for {@link HttpProgramResolver}. */
import type { Fetch } from "./http-program-resolver.ts";

/** `fetch` of the platform. */
export const platformFetch: Fetch = (url, init) => fetch(url, init);
