/** What holds in the graph of every emitted module, read off its tree. */
import ts from "typescript";
import {
  argumentSchema,
  type EmittedBody,
  type EmittedBuilder,
  isHoist,
  nameText,
  unwrapped,
} from "./emitted.ts";

const WRITERS: ReadonlySet<string> = new Set([
  "set",
  "update",
  "push",
  "addUnique",
  "increment",
  "remove",
  "removeByValue",
  "removeAll",
]);

/** Breaches, each as one sentence. */
export function graphBreaches(body: EmittedBody): string[] {
  return [
    ...registrationBreaches(body),
    ...[...body.builders.values()].flatMap((builder) => [
      ...inputBreaches(body, builder),
      ...capabilityBreaches(body, builder),
    ]),
  ];
}

/** Every hoist is registered once and stands before its use; without builders nothing is. */
function registrationBreaches({ file, builders, registrations }: EmittedBody): string[] {
  const breaches: string[] = [];
  const names = registrations.flat();
  if (registrations.length > 1) breaches.push("there are several registrations");
  if (builders.size === 0 && registrations.length > 0) breaches.push("nothing is to register");
  for (const name of new Set(names)) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) breaches.push(`${name} is there twice`);
  }
  for (const { name, statement } of builders.values()) {
    if (!isHoist(name)) continue;
    if (!names.includes(name)) breaches.push(`${name} is not registered`);
    const first = file.statements.findIndex((one, at) =>
      at !== statement && mentions(one, name) && !one.getText(file).startsWith("__cfReg(")
    );
    if (first >= 0 && first < statement) breaches.push(`${name} is used before it is made`);
    if (first < 0) breaches.push(`${name} is used nowhere`);
  }
  return breaches;
}

/** A hoisted lift or handler takes what it mentions, and is given exactly that. */
function inputBreaches(
  body: EmittedBody,
  { name, kind, callback, call }: EmittedBuilder,
): string[] {
  if (!isHoist(name) || kind === "pattern" || callback === undefined) return [];
  const parameter = callback.parameters[kind === "handler" ? 1 : 0];
  const taken = parameter === undefined ? [] : takenNames(parameter);
  if (taken === undefined) return [];
  const breaches: string[] = [];
  for (const { key, local } of taken) {
    if (!mentions(callback.body!, local)) breaches.push(`${name} takes "${key}" without a use`);
  }
  const keys = taken.map(({ key }) => key);
  for (const application of applications(body, name)) {
    const given = givenKeys(application);
    if (given === undefined) continue;
    const missing = keys.filter((key) => !given.includes(key));
    const extra = given.filter((key) => !keys.includes(key));
    if (missing.length + extra.length > 0) {
      breaches.push(
        `${name} takes {${keys}} and is given {${given}}: ${call.getText().slice(0, 80)}`,
      );
    }
  }
  return breaches;
}

function takenNames(
  { name }: ts.ParameterDeclaration,
): { key: string; local: string }[] | undefined {
  if (!ts.isObjectBindingPattern(name)) return undefined;
  return name.elements.flatMap((element) => {
    if (!ts.isIdentifier(element.name)) return [];
    const key = element.propertyName === undefined
      ? element.name.text
      : nameText(element.propertyName);
    return [{ key, local: element.name.text }];
  });
}

/** A cell that is written at or below a boundary is never read-only there. */
function capabilityBreaches(body: EmittedBody, builder: EmittedBuilder): string[] {
  const schema = argumentSchema(builder);
  const { callback, name } = builder;
  if (callback === undefined) return [];
  const breaches: string[] = [];
  for (const path of readonlyPaths(schema, [])) {
    const local = path.at(-1)!;
    if (writes(body, callback.body!, local)) {
      breaches.push(`${name} writes "${path.join(".")}", which its schema makes read-only`);
    }
  }
  return breaches;
}

function readonlyPaths(schema: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { asCell, properties } = schema as { asCell?: unknown[]; properties?: object };
  const own = asCell?.[0] === "readonly" && path.length > 0 ? [path] : [];
  const below = Object.entries(properties ?? {}).flatMap(([key, one]) =>
    readonlyPaths(one, [...path, key])
  );
  return [...own, ...below];
}

/** Whether `name` is written in `node`, or given to a builder that may write it. */
function writes(body: EmittedBody, node: ts.Node, name: string): boolean {
  if (ts.isCallExpression(node)) {
    const callee = unwrapped(node.expression);
    if (
      ts.isPropertyAccessExpression(callee) && WRITERS.has(callee.name.text) &&
      ts.isIdentifier(unwrapped(callee.expression)) &&
      unwrapped(callee.expression).getText() === name
    ) return true;
    if (givesToWriter(body, node, name)) return true;
  }
  return ts.forEachChild(node, (child) => writes(body, child, name)) ?? false;
}

function givesToWriter(body: EmittedBody, call: ts.CallExpression, name: string): boolean {
  const callee = unwrapped(call.expression);
  const builder = ts.isIdentifier(callee) ? body.builders.get(callee.text) : undefined;
  const [inputs] = call.arguments;
  if (builder === undefined || inputs === undefined) return false;
  const object = unwrapped(inputs);
  if (!ts.isObjectLiteralExpression(object)) return false;
  const schema = argumentSchema(builder) as
    | { properties?: Record<string, { asCell?: unknown[] }> }
    | undefined;
  return object.properties.some((one) => {
    const value = ts.isShorthandPropertyAssignment(one)
      ? one.name
      : ts.isPropertyAssignment(one)
      ? unwrapped(one.initializer)
      : undefined;
    if (value === undefined || !ts.isIdentifier(value) || value.text !== name) return false;
    const kind = schema?.properties?.[nameText(one.name!)]?.asCell?.[0];
    return kind === "cell" || kind === "writeonly";
  });
}

function applications(body: EmittedBody, name: string): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = unwrapped(node.expression);
      if (ts.isIdentifier(callee) && callee.text === name) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(body.file);
  return found;
}

function givenKeys(application: ts.CallExpression): string[] | undefined {
  const [inputs] = application.arguments;
  if (inputs === undefined) return [];
  const object = unwrapped(inputs);
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  return object.properties.map((one) => nameText(one.name!));
}

/** Whether the identifier stands in `node` as a value. */
export function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) {
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
    return node.text === name && !isMember && !isKey;
  }
  return ts.forEachChild(node, (child) => mentions(child, name)) ?? false;
}
