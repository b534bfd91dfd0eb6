/** Schemas of the type `T` of small modules, all in one program. */
import ts from "typescript";
import {
  type GeneratedSchema,
  type Projection,
  SchemaGenerator,
  type SchemaRequest,
} from "@commonfabric/schema-generator";
import { memoryProgram } from "../../api/test/support/memory-program.ts";

/** A module that declares `T`, and how it is asked for. */
export interface Case {
  readonly text: string;
  readonly request?: Partial<Pick<SchemaRequest, "widen" | "boundary" | "mode">>;
  readonly projection?: Projection;
}

const IMPORTS = `import type { AddIntegrity, AnyCell, Cell, Cfc, ComparableCell, Confidential,
  DeepDefault, Default, FactoryInput, JSONSchema, JSONValue, OpaqueCell, PatternFactory, PerAny,
  PerSession, PerSpace, PerUser, ReadonlyCell, Reactive, RenderNode, SqliteDb, Stream, UIEvent, UIRenderable,
  VNode, Writable, WriteonlyCell, HandlerFactory, FabricBytes } from "commonfabric";
`;

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

/** A program of modules by path; texts get the types of `commonfabric` imported. */
export function programOf(files: Readonly<Record<string, string>>): ts.Program {
  const sources = Object.entries(files).map(([path, text]) =>
    [path, parse(path, path.endsWith(".d.ts") ? text : `${IMPORTS}${text}`)] as const
  );
  return memoryProgram(new Map(sources), {});
}

/** The schema of the type `T` of `path`. */
export function generate(
  program: ts.Program,
  generator: SchemaGenerator,
  path: string,
  { request, projection }: Omit<Case, "text"> = {},
): GeneratedSchema {
  const file = program.getSourceFile(path);
  const checker = program.getTypeChecker();
  const declaration = file?.statements.find((s) =>
    (ts.isTypeAliasDeclaration(s) || ts.isInterfaceDeclaration(s)) && s.name.text === "T"
  );
  if (file === undefined || declaration === undefined) throw new Error(`${path} declares no T`);
  const isAlias = ts.isTypeAliasDeclaration(declaration);
  const name = (declaration as ts.TypeAliasDeclaration).name;
  const type = isAlias
    ? checker.getTypeFromTypeNode(declaration.type)
    : checker.getTypeAtLocation(name);
  return generator.generate({
    type,
    at: declaration,
    ...(isAlias && { typeNode: declaration.type }),
    ...(projection !== undefined && { projection }),
    ...request,
  });
}

/** The schemas of all cases, each in its own module. */
export function schemasOf(cases: readonly Case[]): readonly GeneratedSchema[] {
  const program = programOf(
    Object.fromEntries(cases.map(({ text }, n) => [`/case${n}.ts`, text])),
  );
  const generator = new SchemaGenerator(program);
  return cases.map((one, n) => generate(program, generator, `/case${n}.ts`, one));
}
