/** One type a row of the mapping tables, with its schema. */
export const ROWS: readonly (readonly [text: string, schema: string])[] = [
  [
    "type T = string;",
    '{"type":"string"}',
  ],
  [
    "type T = number;",
    '{"type":"number"}',
  ],
  [
    "type T = boolean;",
    '{"type":"boolean"}',
  ],
  [
    "type T = null;",
    '{"type":"null"}',
  ],
  [
    "type T = bigint;",
    '{"type":"integer"}',
  ],
  [
    "type T = `a${string}`;",
    '{"type":"string"}',
  ],
  [
    "type T = undefined;",
    '{"type":"undefined"}',
  ],
  [
    "type T = void;",
    '{"asCell":["opaque"]}',
  ],
  [
    "type T = any;",
    "true",
  ],
  [
    "type T = unknown;",
    '{"type":"unknown"}',
  ],
  [
    "type T = never;",
    "false",
  ],
  [
    'type T = "a";',
    '{"type":"string","enum":["a"]}',
  ],
  [
    "type T = 3;",
    '{"type":"number","enum":[3]}',
  ],
  [
    "type T = true;",
    '{"type":"boolean","enum":[true]}',
  ],
  [
    'enum E { A, B = "x" } type T = E.B;',
    '{"type":"string","enum":["x"]}',
  ],
  [
    "type T = string[];",
    '{"type":"array","items":{"type":"string"}}',
  ],
  [
    "type T = readonly number[];",
    '{"type":"array","items":{"type":"number"}}',
  ],
  [
    "type T = Array<boolean>;",
    '{"type":"array","items":{"type":"boolean"}}',
  ],
  [
    "type T = never[];",
    '{"type":"array","items":false}',
  ],
  [
    "type T = any[];",
    '{"type":"array","items":true}',
  ],
  [
    "type T = unknown[];",
    '{"type":"array","items":{"type":"unknown"}}',
  ],
  [
    "type T = [string, number];",
    '{"type":"array","items":{"type":["number","string"]}}',
  ],
  [
    "type T = [];",
    '{"type":"array","items":false}',
  ],
  [
    "type T = { a: string; b: number };",
    '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a","b"]}',
  ],
  [
    "interface Base { b: number } interface T extends Base { a: string }",
    '{"type":"object","properties":{"b":{"type":"number"},"a":{"type":"string"}},"required":["b","a"]}',
  ],
  [
    "class C { a = 1; static s = 2; private p = 3; protected q = 4; #h = 5; method() {} } type T = C;",
    '{"type":"object","properties":{"a":{"type":"number"}},"required":["a"]}',
  ],
  [
    "type T = { a?: string };",
    '{"type":"object","properties":{"a":{"type":"string"}}}',
  ],
  [
    "type T = { a: string | undefined };",
    '{"type":"object","properties":{"a":{"type":["string","undefined"]}},"required":["a"]}',
  ],
  [
    "type T = { a: number; [key: string]: number };",
    '{"type":"object","properties":{"a":{"type":"number"}},"required":["a"],"additionalProperties":{"type":"number"}}',
  ],
  [
    "type T = Record<string, string[]>;",
    '{"type":"object","properties":{},"additionalProperties":{"type":"array","items":{"type":"string"}}}',
  ],
  [
    "type T = { [key: string]: never };",
    '{"type":"object","properties":{},"additionalProperties":false}',
  ],
  [
    'type T = Record<"b" | "a", number>;',
    '{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}',
  ],
  [
    'type T = { [K in "y" | "x"]?: K };',
    '{"type":"object","properties":{"x":{"type":"string","enum":["x"]},"y":{"type":"string","enum":["y"]}}}',
  ],
  [
    "type T = object;",
    '{"type":"object","additionalProperties":true}',
  ],
  [
    "type T = {};",
    '{"type":"object","properties":{}}',
  ],
  [
    "type T = { f: () => void; m(): number; c: new () => object; o?: (x: string) => void; d: number };",
    '{"type":"object","properties":{"d":{"type":"number"}},"required":["d"]}',
  ],
  [
    "type T = { make: () => Stream<number>; cell: () => Cell<string>; bind: HandlerFactory<number, string> };",
    '{"type":"object","properties":{"make":{"asCell":["stream"]},"cell":{"asCell":["cell"]},"bind":{"asCell":["stream"]}},"required":["make","cell","bind"]}',
  ],
  [
    "type T = { [Symbol.iterator]: number; a: string };",
    '{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}',
  ],
  [
    "type T = Date;",
    '{"type":"object"}',
  ],
  [
    "type T = Uint8Array;",
    '{"type":"object"}',
  ],
  [
    "type T = URL;",
    '{"type":"string","format":"uri"}',
  ],
  [
    "type T = Float64Array;",
    "true",
  ],
  [
    "type T = ArrayBuffer;",
    "true",
  ],
  [
    "type T = FabricBytes;",
    '{"type":"object"}',
  ],
  [
    "type T = VNode;",
    '{"$ref":"https://commonfabric.org/schemas/vnode.json"}',
  ],
  [
    "type T = UIRenderable;",
    '{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"}},"required":["$UI"]}',
  ],
  [
    "type T = JSX.Element;",
    '{"anyOf":[{"$ref":"https://commonfabric.org/schemas/vnode.json"},{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"}},"required":["$UI"]},{"type":"object","properties":{}}]}',
  ],
  [
    "type T = JSONSchema;",
    "true",
  ],
  [
    'type T = "b" | "a" | 3 | null | false;',
    '{"enum":[null,false,3,"a","b"]}',
  ],
  [
    "type T = true | false;",
    '{"type":"boolean"}',
  ],
  [
    "type T = boolean | null;",
    '{"anyOf":[{"type":"boolean"},{"type":"null"}]}',
  ],
  [
    "type T = string | null;",
    '{"anyOf":[{"type":"string"},{"type":"null"}]}',
  ],
  [
    "type T = { a: 1 } | null;",
    '{"anyOf":[{"type":"object","properties":{"a":{"type":"number","enum":[1]}},"required":["a"]},{"type":"null"}]}',
  ],
  [
    "type T = string | number | undefined;",
    '{"type":["number","string","undefined"]}',
  ],
  [
    'type T = "a" | string | 1 | 2;',
    '{"anyOf":[{"type":"number","enum":[1,2]},{"type":"string"}]}',
  ],
  [
    'type T = "b" | "a" | undefined;',
    '{"anyOf":[{"type":"string","enum":["a","b"]},{"type":"undefined"}]}',
  ],
  [
    "type T = any | string;",
    "true",
  ],
  [
    'type T = { a: 1; b?: 2 } | { a: 1; c: 3 } | string[] | "x" | number | undefined | null;',
    '{"anyOf":[{"type":"object","properties":{"a":{"type":"number","enum":[1]},"c":{"type":"number","enum":[3]}},"required":["a","c"]},{"type":"object","properties":{"a":{"type":"number","enum":[1]},"b":{"type":"number","enum":[2]}},"required":["a"]},{"type":"array","items":{"type":"string"}},{"type":"string","enum":["x"]},{"type":["null","number","undefined"]}]}',
  ],
  [
    "type T = unknown[] | string;",
    '{"anyOf":[{"type":"array","items":{"type":"unknown"}},{"type":"string"}]}',
  ],
  [
    "type T = { x: string } & {};",
    '{"type":"object","properties":{"x":{"type":"string"}},"required":["x"]}',
  ],
  [
    'type T = { x: string; y?: 1 } & { x: "a"; y: 1; z: 2 };',
    '{"type":"object","properties":{"x":{"type":"string"},"y":{"type":"number","enum":[1]},"z":{"type":"number","enum":[2]}},"required":["x","y","z"]}',
  ],
  [
    'type T = string & { readonly __brand: "Id" };',
    '{"type":"string"}',
  ],
  [
    "type T = string[] & { extra: number };",
    '{"type":"object","additionalProperties":true,"$comment":"unsupported intersection: string[] & { extra: number; }"}',
  ],
  [
    "type T = Cell<number>;",
    '{"type":"number","asCell":["cell"]}',
  ],
  [
    "type T = Writable<string[]>;",
    '{"type":"array","items":{"type":"string"},"asCell":["cell"]}',
  ],
  [
    "type T = Stream<{ id: string }>;",
    '{"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"asCell":["stream"]}',
  ],
  [
    "type T = OpaqueCell<number>;",
    '{"type":"number","asCell":["opaque"]}',
  ],
  [
    "type T = ReadonlyCell<number>;",
    '{"type":"number","asCell":["readonly"]}',
  ],
  [
    "type T = WriteonlyCell<number>;",
    '{"type":"number","asCell":["writeonly"]}',
  ],
  [
    "type T = ComparableCell<number>;",
    '{"type":"number","asCell":["comparable"]}',
  ],
  [
    "type T = SqliteDb;",
    '{"asCell":["sqlite"]}',
  ],
  [
    "type T = Cell<any>;",
    '{"asCell":["cell"]}',
  ],
  [
    "type T = Cell<never>;",
    '{"asCell":["cell"],"not":true}',
  ],
  [
    "type T = Stream<Cell<number>>;",
    '{"type":"number","asCell":["stream","cell"]}',
  ],
  [
    "type T = Stream<void>;",
    '{"asCell":["stream","opaque"]}',
  ],
  [
    "type T = Stream<unknown>;",
    '{"type":"unknown","asCell":["stream"]}',
  ],
  [
    "type T = Reactive<{ a: string }>;",
    '{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}',
  ],
  [
    "type T = { a: FactoryInput<string> };",
    '{"type":"object","properties":{"a":{"type":"string","asCell":["opaque"]}},"required":["a"]}',
  ],
  [
    "type T = PerUser<string>;",
    '{"type":"string","scope":"user"}',
  ],
  [
    "type T = PerSession<string | undefined>;",
    '{"type":["string","undefined"],"scope":"session"}',
  ],
  [
    "type T = PerSpace<boolean>;",
    '{"type":"boolean","scope":"space"}',
  ],
  [
    "type T = PerAny<{ a: 1 }>;",
    '{"type":"object","properties":{"a":{"type":"number","enum":[1]}},"required":["a"],"scope":"any"}',
  ],
  [
    "type T = PerUser<Cell<number>>;",
    '{"type":"number","asCell":[{"kind":"cell","scope":"user"}]}',
  ],
  [
    "type T = Cell<PerUser<number>>;",
    '{"type":"number","asCell":["cell"],"scope":"user"}',
  ],
  [
    "type T = PerUser<any>;",
    '{"scope":"user"}',
  ],
  [
    "type T = { a?: PerUser<string[]> };",
    '{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"scope":"user"}}}',
  ],
  [
    'type T = Confidential<string, ["secret"]>;',
    '{"type":"string","ifc":{"confidentiality":["secret"]}}',
  ],
  [
    'type T = Cfc<number[], { integrity: ["a"] }>;',
    '{"type":"array","items":{"type":"number"},"ifc":{"integrity":["a"]}}',
  ],
  [
    "type T = Default<number, 12>;",
    '{"type":"number","default":12}',
  ],
  [
    "type T = number | Default<12>;",
    '{"type":"number","default":12}',
  ],
  [
    "type T = { a: Default<number, 1>; b?: Default<number, 2>; c: number | undefined | Default<3> };",
    '{"type":"object","properties":{"a":{"type":"number","default":1},"b":{"type":"number","default":2},"c":{"type":["number","undefined"],"default":3}},"required":["a"]}',
  ],
  [
    "type T = Cell<number | Default<0>>;",
    '{"type":"number","asCell":["cell"],"default":0}',
  ],
  [
    "type T = { t: { dark: boolean; font: { size: number } } | DeepDefault<{ dark: true; font: { size: 12 } }> };",
    '{"type":"object","properties":{"t":{"type":"object","properties":{"dark":{"type":"boolean","default":true},"font":{"type":"object","properties":{"size":{"type":"number","default":12}},"required":["size"],"default":{"size":12}}},"required":["dark","font"],"default":{"dark":true,"font":{"size":12}}}},"required":["t"]}',
  ],
  [
    "interface Theme { dark: boolean; size: number } type T = { t: Theme | DeepDefault<{ dark: true }>; u: Theme };",
    '{"type":"object","properties":{"t":{"$ref":"#/$defs/Theme","properties":{"dark":{"default":true}},"default":{"dark":true}},"u":{"$ref":"#/$defs/Theme"}},"required":["t","u"],"$defs":{"Theme":{"type":"object","properties":{"dark":{"type":"boolean"},"size":{"type":"number"}},"required":["dark","size"]}}}',
  ],
  [
    "type T = Default<{}, {}>;",
    '{"type":"object","properties":{},"default":{}}',
  ],
  [
    "type T = Record<string, number> | Default<{}>;",
    '{"type":"object","properties":{},"additionalProperties":{"type":"number"},"default":{}}',
  ],
  [
    "type T = Record<string, number> | Default<Record<string, never>>;",
    '{"type":"object","properties":{},"additionalProperties":{"type":"number"},"default":{}}',
  ],
  [
    "type T = { a: Default<any, 5>; b: Default<unknown, 5> };",
    '{"type":"object","properties":{"a":{"default":5},"b":{"type":"unknown","default":5}},"required":["a","b"]}',
  ],
];
