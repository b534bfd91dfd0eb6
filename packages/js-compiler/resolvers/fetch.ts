/** The part of the platform's `fetch` that a resolver uses. Redirects are followed by the caller. */
export type Fetch = (url: string, init: { readonly redirect: "manual" }) => Promise<Response>;
