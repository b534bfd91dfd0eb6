/**
 * The fetch capability as guests see it. The four names exist in every compartment, so that a
 * verdict does not depend on the host; whether one works is asked of the frame: the frame of a
 * handler has the network if its host grants one, no other frame ever does.
 */
import { currentFrame } from "../frame-powers.ts";
import { CapabilityError } from "./capability-error.ts";
import type { FetchPower } from "./fetch-power.ts";
import { GuestHeaders } from "./guest-headers.ts";
import { GuestRequest, GuestResponse } from "./guest-messages.ts";
import { nativeLike } from "./native-like.ts";

const ELSEWHERE = "fetch in a handler, or use a fetch built-in such as fetchJson in a pattern";
const NOT_GRANTED = "run it in a host that grants the network, for example cf run --allow-net HOST";

/** `fetch`, `Headers`, `Request` and `Response`, not hardened yet. */
export function makeFetchGate(): Readonly<Record<string, unknown>> {
  const gate = {
    fetch(input: unknown, init?: unknown): Promise<GuestResponse> {
      const power = powerFor("fetch()");
      // What is wrong with the request rejects, as everywhere on the web.
      const ask = () => GuestRequest.outgoing(new GuestRequest(input, init));
      const reply = power(ask, (received) => GuestResponse.ofReply(received));
      // Nobody may be waiting for it.
      reply.catch(() => {});
      return reply;
    },
  };
  return {
    fetch: nativeLike(gate.fetch),
    Headers: gatedClass("Headers", GuestHeaders, 1),
    Request: gatedClass("Request", GuestRequest, 2),
    Response: gatedClass("Response", GuestResponse, 2),
  };
}

function powerFor(what: string): FetchPower {
  const frame = currentFrame();
  const isHandler = frame?.kind === "handler" && frame.open;
  if (!isHandler) throw new CapabilityError(what, ELSEWHERE);
  if (frame.fetch === undefined) throw new CapabilityError(what, NOT_GRANTED);
  return frame.fetch;
}

interface Class {
  // deno-lint-ignore no-explicit-any -- classes with any parameters
  new (...parameters: any[]): object;
  readonly prototype: object;
}

/** The constructor of `inner` that guests get: without statics, and with so many parameters. */
function gatedClass(name: string, inner: Class, parameters: number): unknown {
  const gated = {
    [name]: function (...given: unknown[]): object {
      if (new.target === undefined) {
        throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
      }
      powerFor(`new ${name}()`);
      return Reflect.construct(inner, given.slice(0, parameters), new.target);
    },
  }[name]!;
  Object.defineProperty(gated, "prototype", { value: inner.prototype, writable: false });
  Object.defineProperty(inner.prototype, "constructor", {
    value: gated,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return gated;
}
