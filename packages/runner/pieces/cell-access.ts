/** Reading and writing for running code, on top of `cells` and `schemas`. */
import type { JSONSchema } from "@commonfabric/api";
import { guestHandle } from "../cells/handles.ts";
import type { CellHost } from "../cells/host.ts";
import { makeReader } from "../cells/reading.ts";
import { projectData } from "../schemas/project.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address } from "../types.ts";
import { convertValue } from "../values/convert.ts";
import type { CellAccess } from "./runtime-core.ts";

/** The access of guest code in the runtime of `host`. */
export function makeCellAccess(host: CellHost): CellAccess {
  const artifact = (value: object) => host.artifact(value);
  return {
    cell(address: Address, schema: JSONSchema | undefined): object {
      const node = schemaNode(schema);
      const kind = node.handleKind ?? "cell";
      return guestHandle(host, address, { schema: node.behindHandle, kind });
    },
    project(
      tx: RunnerTransaction,
      data: { readonly address: Address; readonly node: unknown },
      schema: JSONSchema | undefined,
    ): unknown {
      const reader = makeReader(host, tx, true);
      const handles = host.handles.maker("guest", undefined);
      return projectData(reader, host.views, handles, data, schemaNode(schema));
    },
    write({ address, schema, isSetup = false }, value: unknown, tx: RunnerTransaction): void {
      const existing = nodeAt(tx.document(address)?.value, address.path);
      const stored = convertValue(value, { target: address, author: "guest", existing, artifact });
      const write = { part: "value", path: address.path, kind: "write", value: stored } as const;
      tx.apply(address, write, { schema: schemaNode(schema), isSetup });
    },
    stored(value: unknown, near: Address): unknown {
      return convertValue(value, { target: { space: near.space }, author: "guest", artifact });
    },
  };
}
