/** Module `commonfabric/cfc`: declarations of label data, deep-frozen and without effect. */
import type { BuilderHost } from "./builder-host.ts";

type Declare = (...members: unknown[]) => unknown;

/** The namespace of the module. */
export function makeLabelModule(
  host: Pick<BuilderHost, "freezePlainData">,
): Readonly<Record<string, unknown>> {
  const namespace = Object.create(null) as Record<string, unknown>;
  const declared = (kind: string, members: unknown[]) =>
    host.freezePlainData({ kind, ...membersOf(members) });
  Object.assign(namespace, {
    exchangeRule: Object.freeze((rule: unknown) => host.freezePlainData(rule)),
    exchangeRules: Object.freeze((rules: unknown) => {
      if (!Array.isArray(rules)) throw new TypeError("exchangeRules() expects a list of rules");
      return host.freezePlainData(rules);
    }),
    THIS_POLICY: Object.freeze({ kind: "this-policy" }),
    CFC_CONCEPT_KIND: "concept",
    v: Object.freeze((name: unknown) => {
      if (typeof name !== "string" || name === "") {
        throw new TypeError("v() expects the name of a variable");
      }
      return Object.freeze({ kind: "variable", name });
    }),
    cfcPattern: recordOfKinds((kind) => (...members) =>
      Object.freeze({ kind: "pattern", of: declared(kind, members) })
    ),
    cfcAtom: recordOfKinds((kind) => (...members) => declared(kind, members)),
  });
  return Object.freeze(namespace);
}

/** One record that is no declaration itself gives its members; anything else is kept in order. */
function membersOf(members: unknown[]): object {
  const [only] = members;
  const isRecord = members.length === 1 && typeof only === "object" && only !== null &&
    !Array.isArray(only) && !Object.hasOwn(only, "kind");
  if (isRecord) return only;
  return members.length === 0 ? {} : { members };
}

/** A record with a member for every name: the kinds of atoms are open. */
function recordOfKinds(make: (kind: string) => Declare): object {
  const made = new Map<string, Declare>();
  return new Proxy(Object.freeze(Object.create(null)) as object, {
    get(_target, kind) {
      // A promise asks every value for `then`.
      if (typeof kind === "symbol" || kind === "then") return undefined;
      let declare = made.get(kind);
      if (declare === undefined) made.set(kind, declare = Object.freeze(make(kind)));
      return declare;
    },
  });
}
