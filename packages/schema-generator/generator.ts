/** Schemas of checked types: the entry point. A generator belongs to one program. */
import ts from "typescript";
import { utf8Length } from "@commonfabric/canonical";
import { localised } from "./authorities.ts";
import { composed, type CompositionRequest, type TypePart } from "./composition.ts";
import { Definitions } from "./definitions.ts";
import { assembleDocument, type Document } from "./document.ts";
import type { FoundProblem } from "./fragment.ts";
import { HostTypes } from "./host-types.ts";
import { FOREIGN_LABEL } from "./library-schemas.ts";
import { SCHEMA_LIMITS } from "./limits.ts";
import { projectionKey } from "./projection.ts";
import type { GeneratedSchema, SchemaProblem, SchemaRequest } from "./request.ts";
import { Shapes } from "./shape.ts";
import { TypeWalk, type WalkTools } from "./type-walk.ts";

export class SchemaGenerator {
  /** Recognises handles, host types and library types of this program. */
  readonly host: HostTypes;
  readonly #checker: ts.TypeChecker;
  readonly #tools: WalkTools;
  readonly #definitions: Definitions = new Definitions();
  #documents: WeakMap<ts.Type, Map<string, Document>> = new WeakMap();
  #made = 0;

  constructor(program: ts.Program) {
    this.#checker = program.getTypeChecker();
    this.host = new HostTypes(program, this.#checker);
    this.#tools = {
      checker: this.#checker,
      host: this.host,
      shapes: new Shapes(this.#checker, this.host),
      definitions: this.#definitions,
      count: () => {
        this.#made++;
      },
    };
  }

  /** How many schema positions were made; answers from memory count nothing. */
  get made(): number {
    return this.#made;
  }

  /** Forgets every schema. */
  clearMemo(): void {
    this.#documents = new WeakMap();
    this.#definitions.clear();
  }

  generate(request: SchemaRequest): GeneratedSchema {
    const type = request.widen === true ? widened(request.type, this.#checker) : request.type;
    return answer(this.#document(type, request), request.at);
  }

  /** One document of several types. */
  compose({ part, at, boundary = false }: CompositionRequest): GeneratedSchema {
    const problems: FoundProblem[] = [];
    const make = (inner: TypePart, path: readonly string[], optional: boolean) => {
      const walk = new TypeWalk(this.#tools, { boundary, mode: inner.mode ?? "full" });
      const type = inner.widen === true ? widened(inner.type, this.#checker) : inner.type;
      const fragment = walk.slot(type, {
        projection: inner.projection,
        node: inner.typeNode,
        path,
        declaration: undefined,
      }, optional);
      problems.push(...walk.problems);
      return fragment;
    };
    const fragment = composed(part, [], make);
    const document = this.#limited(assembleDocument(fragment, problems, this.#definitions));
    return answer(document, at);
  }

  #document(type: ts.Type, request: SchemaRequest): Document {
    if (request.typeNode !== undefined && isPlaceRelevant(type, request.typeNode)) {
      return this.#make(type, request);
    }
    const key = `${request.mode ?? "full"} ${request.boundary === true} ${
      projectionKey(request.projection)
    }`;
    const known = this.#documents.get(type) ?? new Map<string, Document>();
    this.#documents.set(type, known);
    const document = known.get(key) ?? this.#make(type, request);
    known.set(key, document);
    return document;
  }

  #make(type: ts.Type, request: SchemaRequest): Document {
    const walk = new TypeWalk(this.#tools, {
      boundary: request.boundary === true,
      mode: request.mode ?? "full",
    });
    const fragment = walk.slot(type, {
      projection: request.projection,
      node: request.typeNode,
      path: [],
      declaration: undefined,
    });
    return this.#limited(assembleDocument(fragment, walk.problems, this.#definitions));
  }

  #limited(document: Document): Document {
    const count = utf8Length(JSON.stringify(document.schema));
    const limit = SCHEMA_LIMITS.schemaBytes;
    if (count <= limit) return document;
    const params = { count, what: "bytes", limit };
    const problem: FoundProblem = {
      code: "schema:limit-exceeded",
      declaration: undefined,
      params,
    };
    return { ...document, problems: [...document.problems, problem] };
  }
}

/** A document for the module that `at` belongs to. */
function answer({ schema, problems }: Document, at: ts.Node): GeneratedSchema {
  const found = problems.map((problem) => placed(problem, at));
  const own = localised(schema, at.getSourceFile());
  if (own !== undefined) return { schema: own, problems: found };
  const params = { type: "WriteAuthorizedBy", ...FOREIGN_LABEL };
  const problem: SchemaProblem = { code: "schema:unsupported-type", node: at, params };
  return { schema: true, problems: [...found, problem] };
}

/** A single literal that an expression has as its type is its primitive. */
function widened(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  const wide = checker.getWidenedType(type);
  const isUnit = !wide.isUnion() && (wide.flags & ts.TypeFlags.Literal) !== 0;
  return isUnit ? checker.getBaseTypeOfLiteralType(wide) : wide;
}

function placed({ code, declaration, params }: FoundProblem, at: ts.Node): SchemaProblem {
  const isHere = declaration !== undefined && declaration.getSourceFile() === at.getSourceFile();
  return { code, node: isHere ? declaration : at, params };
}

/** The place where a type is written matters for names behind `typeof` and for marks on `any`. */
function isPlaceRelevant(type: ts.Type, node: ts.TypeNode): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || hasTypeQuery(node);
}

function hasTypeQuery(node: ts.Node): boolean {
  return ts.isTypeQueryNode(node) || ts.forEachChild(node, hasTypeQuery) === true;
}
