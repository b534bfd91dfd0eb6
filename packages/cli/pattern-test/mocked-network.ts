/** The network of a test: nothing but the replies that the test gives in advance. */
import { type Fetch, fetchFromMocks, parseFetchMocks } from "@commonfabric/runner";
import type { SetTimer } from "../run/time-limit.ts";

export interface MockedNetwork {
  readonly fetch: Fetch;
  /** Sets the replies to `mocks`, foreign data. @throws {FetchMockError} */
  answer(mocks: unknown): void;
}

/** A network that refuses every request until it is told what to answer. */
export function mockedNetwork(setTimer: SetTimer): MockedNetwork {
  let current = fetchFromMocks([], { setTimer });
  return {
    fetch: (url, init) => current(url, init),
    answer: (mocks) => {
      current = fetchFromMocks(parseFetchMocks(mocks), { setTimer });
    },
  };
}
