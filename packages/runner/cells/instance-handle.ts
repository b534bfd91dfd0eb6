/**
 * What running code gets for an instance it has just made: a cell on its result whose members are
 * there as properties too, so that `child.save.send()` works as it does with the result itself. A
 * member that is called like a method of cells is reached with `key("get")`.
 */
import type { SchemaNode } from "../schemas/schema-node.ts";
import type { Address } from "../types.ts";
import { placeAt, recordHandle } from "./handle-state.ts";
import { makeHandle } from "./handles.ts";
import type { CellHost, HandleState } from "./host.ts";

/** The frozen handle on the result of an instance. */
export function instanceHandle(host: CellHost, result: Address, schema: SchemaNode): object {
  return withMembers({
    host,
    place: placeAt(result),
    schema,
    kind: "cell",
    face: "guest",
    tx: undefined,
  });
}

function withMembers(state: HandleState): object {
  const handle = makeHandle(state);
  const proxy = new Proxy(handle, {
    get: (target, key) =>
      typeof key === "symbol" || key in target ? Reflect.get(target, key) : member(state, key),
  });
  recordHandle(proxy, state);
  return proxy;
}

function member(state: HandleState, key: string): object {
  const { space, scope, id, path } = state.place.address();
  const place = placeAt({ space, scope, id, path: [...path, key] });
  const schema = state.schema.step(key);
  const kind = schema.handleKind;
  if (kind === undefined) return withMembers({ ...state, place, schema });
  return makeHandle({ ...state, place, schema: schema.behindHandle, kind });
}
