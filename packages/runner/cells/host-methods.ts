/** What a handle offers to the host: all that pattern code has, and links, metadata, sinks. */
import type { Cancel } from "@commonfabric/storage";
import { makeLink } from "../links/sigil.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Cell } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { GUEST_METHODS, type Method } from "./guest-methods.ts";
import { makeReader, readMeta, resolveCell, transactionOf } from "./reading.ts";
import { withTransaction } from "./writing.ts";

const linking: Record<string, Method> = {
  getAsLink: (state) => makeLink(state.place.address(), { schema: state.schema.toSchema() }),
};

const hosting: Record<string, Method> = {
  sink: (state, [fn], self) => state.host.sink(self as Cell, fn as (value: unknown) => Cancel),
  pull: (state, _args, self) => state.host.pull(self as Cell),
  withTx: (state, [tx]) =>
    state.host.handles.make({ ...state, tx: tx as RunnerTransaction | undefined }),
  getRaw: (state) => {
    const { address, node } = resolveCell(state, "none");
    makeReader(state.host, transactionOf(state), true)
      .log({ address, depth: "deep", part: "value" });
    return node;
  },
  getAsWriteRedirectLink: (state) =>
    makeLink(state.place.address(), { redirect: true, schema: state.schema.toSchema() }),
  getAsNormalizedFullLink: (state) => {
    const schema = state.schema.toSchema();
    return { ...state.place.address(), ...(schema === undefined ? {} : { schema }) };
  },
  getMetaRaw: (state, [field]) => readMeta(state, String(field)),
  setMetaRaw: (state, [field, value]) => {
    const address = state.place.address();
    const node = convertHostValue(value, address.space);
    withTransaction(
      state,
      (tx) =>
        tx.apply(address, {
          part: "meta",
          path: [String(field)],
          kind: "write",
          value: node,
        }),
    );
  },
  sinkMeta: (state, [field, fn], self) =>
    state.host.sinkMeta(self as Cell, String(field), fn as (value: unknown) => void),
};

/** All members: host code is not limited by kinds. */
export const HOST_METHODS: Readonly<Record<string, Method>> = {
  ...GUEST_METHODS.cell,
  ...linking,
  ...hosting,
};
