/** Where the imports at the head of a body end. */
import assert from "node:assert/strict";
import { accepted, bodyOf } from "./support/verify.ts";

/** The part of `statements` that belongs to the head, without the directive. */
function head(statements: string): string {
  const body = bodyOf(statements);
  const { importsEnd } = accepted(body);
  return importsEnd === 0 ? "" : body.slice(bodyOf("").length, importsEnd);
}

const FLAG = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

Deno.test("a body without imports has no head", () => {
  assert.equal(head(""), "");
  assert.equal(head(`${FLAG}exports.a = void 0;\nexports.a = 1;`), "");
});

Deno.test("the head reaches over flags, placeholders, published functions and re-exports", () => {
  const links = [
    FLAG.trim(),
    "exports.a = exports.f = void 0;",
    "exports.f = f;",
    'const x_1 = require("./x.ts");',
    'const y_1 = __importDefault(require("./y.ts"));',
    'Object.defineProperty(exports, "z", { enumerable: true, get: function () { return x_1.z; } });',
    'exports.ns = __importStar(require("./ns.ts"));',
    '__exportStar(require("./star.ts"), exports);',
    'require("./effect.ts");',
  ].join("\n");
  assert.equal(head(`${links}\nfunction f() {}\nexports.a = x_1.a;`), links);
});

Deno.test("the head reaches over empty statements, functions and namespaces that are published", () => {
  const links = [
    ";",
    "function f() {}",
    'const x_1 = require("./x.ts");',
    "exports.x = x_1;",
    "exports.f = f;",
    'exports.y = require("./y.ts");',
  ].join("\n");
  assert.equal(head(`${links}\nexports.a = x_1.a;`), links);
});

Deno.test("the head ends before the first statement that takes a value of another module", () => {
  const first = 'const x_1 = require("./x.ts");';
  assert.equal(head(`${first}\nexports.a = x_1.a;\nconst y_1 = require("./y.ts");`), first);
  assert.equal(head(`${first}\nconst a = x_1.a;\nconst y_1 = require("./y.ts");`), first);
});

Deno.test("an import behind a value is not part of the head", () => {
  assert.equal(head('const a = 1;\nconst x_1 = require("./x.ts");'), "");
});
