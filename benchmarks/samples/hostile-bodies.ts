/**
 * Bodies that look for work that grows faster than their text: long tokens, long chains, many names
 * in one scope, many scopes of one name, many violations. Each fills a given number of bytes.
 */

/** A shape: a body of about so many bytes. Whether it is accepted is no matter. */
export interface HostileShape {
  readonly name: string;
  readonly body: (bytes: number) => string;
}

const DIRECTIVE = '"use strict";\n';

/** `unit(i)` for as many `i` as fill the bytes, between `before` and `after`. */
function repeated(
  name: string,
  unit: (index: number) => string,
  before = "",
  after = "",
): HostileShape {
  return {
    name,
    body(bytes) {
      const parts = [DIRECTIVE, before];
      let size = DIRECTIVE.length + before.length + after.length;
      for (let index = 0; size < bytes; index++) {
        const part = unit(index);
        parts.push(part);
        size += part.length;
      }
      return parts.join("") + after;
    },
  };
}

export const HOSTILE_SHAPES: readonly HostileShape[] = [
  repeated("constants", (i) => `const v${i} = ${i};\n`),
  repeated("exports", (i) => `exports.v${i} = ${i};\n`),
  repeated("violations", (i) => `let v${i};\n`),
  repeated("free names", (i) => `free${i};`, "function f() {", "}"),
  repeated("one free name", () => "free;", "function f() {", "}"),
  repeated("names of one scope", (i) => `let v${i} = v${i};`, "function f() {", "}"),
  repeated("vars through blocks", (i) => `{ var v${i}; }`, "function f() {", "}"),
  repeated("scopes of one name", () => "{ let a; a; }", "function f(a) {", "}"),
  repeated("parameters", (i) => `p${i},`, "function f(", "q) {}"),
  repeated("methods", (i) => `m${i}() {}`, "function f() { class A {", "} }"),
  repeated("private names", (i) => `#p${i};`, "function f() { class A {", "} }"),
  repeated("cases", (i) => `case ${i}: let v${i};`, "function f(a) { switch (a) {", "} }"),
  repeated("data", (i) => `{ a${i}: [${i}] },`, "const a = __cfHelpers.__cf_data([", "]);"),
  repeated("thunks", (i) => `const v${i} = __cfHelpers.__cf_data([1].concat(${i}));\n`),
  repeated("requires", (i) => `require("./m${i}.ts");\n`),
  repeated("operands", () => "1+", "const a = ", "1;"),
  repeated("members", () => ".b", "function f(a) { a", "; }"),
  repeated("brackets", () => "[", "const a = "),
  repeated("comments", () => "/**/", "const a = ", "1;"),
  repeated("words before comments", () => "import /", "const a = 1; // "),
  repeated("white space", () => "import   ", "const a = 1; // "),
  repeated("string pieces", () => "\\n", 'const a = "', '";'),
  repeated("one string", () => "<!- ", 'const a = "', '";'),
  repeated("substitutions", () => "${1}", "const a = `", "`;"),
  repeated("one expression literal", () => "[(]\\/", "function f() { return /", "/; }"),
  repeated("one identifier", () => "a", "const ", " = 1;"),
  repeated("digits", () => "1", "const a = ", "n;"),
  repeated("escaped names", () => "\\u0061;", "function f() {", "}"),
];
