/** Stored closures with a lie in them: what verification says without reading any text. */
import {
  type ModuleIdentity,
  type SourceDocument,
  verifySourceClosure,
} from "@commonfabric/module-identity";
import { entryOf, identitiesOf, optionsFor, type ProgramRecipe } from "./programs.ts";

/** A program whose documents are stored, and what is done to one of them. */
export interface StoredClosureRecipe {
  readonly program: ProgramRecipe;
  /** Path of the document that is changed; the entry by default. */
  readonly document?: string;
  /** Fields that are replaced. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Specifiers of edges that are left out of the document. */
  readonly dropEdges?: readonly string[];
  /** Edges that are added: to the module at `to`, or as they are. */
  readonly addEdges?: readonly (Record<string, unknown> & { readonly to?: string })[];
  /** The document is stored under its source digest, and that is asked for. */
  readonly askDigest?: boolean;
  /** The document is offered in the place of the one at this path. */
  readonly insteadOf?: string;
}

/** `accept`, or `reject(closure:REASON)` with the first failure. */
export function refusalOfClosure(recipe: StoredClosureRecipe): string {
  const modules = identitiesOf(recipe.program);
  const documents = new Map([...modules.values()].map((module) => [
    module.identity,
    documentOf(module),
  ]));
  const entry = modules.get(entryOf(recipe.program))!;
  const edited = modules.get(recipe.document ?? entry.path)!;
  const lie = editedDocument(recipe, edited, modules);
  const place = recipe.insteadOf === undefined ? edited : modules.get(recipe.insteadOf)!;
  documents.set(recipe.askDigest === true ? edited.sourceDigest : place.identity, lie);
  const asked = recipe.askDigest === true ? edited.sourceDigest : entry.identity;
  const verdict = verifySourceClosure(asked, documents, optionsFor({}));
  if (!verdict.ok) return `reject(closure:${verdict.failures[0]!.reason})`;
  return "accept";
}

function documentOf(
  { path, kind, sourceDigest, storedEdges, text }: ModuleIdentity,
): SourceDocument {
  return {
    filename: path,
    kind: kind === "code" ? "source" : kind,
    sourceDigest,
    imports: storedEdges,
    code: text,
  };
}

function editedDocument(
  { set = {}, dropEdges = [], addEdges = [] }: StoredClosureRecipe,
  module: ModuleIdentity,
  modules: ReadonlyMap<string, ModuleIdentity>,
): SourceDocument {
  const document = documentOf(module);
  const kept = document.imports.filter(({ specifier }) => !dropEdges.includes(specifier));
  const added = addEdges.map(({ to, ...edge }) =>
    to === undefined ? edge : { ...edge, identity: modules.get(to)!.identity }
  );
  return { ...document, imports: [...kept, ...added], ...set } as SourceDocument;
}
