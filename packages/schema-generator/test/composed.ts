/** Types made of several constructs, with their schemas. */
export const COMPOSED: readonly (readonly [text: string, schema: string])[] = [
  [
    'interface Item { title: string; done: boolean | Default<false>; due?: Date; kind: "task" | "note" } interface Person { name: string } type T = { items: Item[] | Default<[]>; owner: Person };',
    '{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/$defs/Item"},"default":[]},"owner":{"$ref":"#/$defs/Person"}},"required":["items","owner"],"$defs":{"Item":{"type":"object","properties":{"title":{"type":"string"},"done":{"type":"boolean","default":false},"due":{"type":"object"},"kind":{"enum":["note","task"]}},"required":["title","done","kind"]},"Person":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}}',
  ],
  [
    "interface N { v: string; next?: N; kids: N[] } type T = N;",
    '{"$ref":"#/$defs/N","$defs":{"N":{"type":"object","properties":{"v":{"type":"string"},"next":{"$ref":"#/$defs/N"},"kids":{"type":"array","items":{"$ref":"#/$defs/N"}}},"required":["v","kids"]}}}',
  ],
  [
    "interface N { v: string; next?: N; kids: N[] } type T = { n: N };",
    '{"type":"object","properties":{"n":{"$ref":"#/$defs/N"}},"required":["n"],"$defs":{"N":{"type":"object","properties":{"v":{"type":"string"},"next":{"$ref":"#/$defs/N"},"kids":{"type":"array","items":{"$ref":"#/$defs/N"}}},"required":["v","kids"]}}}',
  ],
  [
    "interface A { b?: B } interface B { a?: A } type T = { a: A; b: B };",
    '{"type":"object","properties":{"a":{"$ref":"#/$defs/A"},"b":{"$ref":"#/$defs/B"}},"required":["a","b"],"$defs":{"A":{"type":"object","properties":{"b":{"$ref":"#/$defs/B"}}},"B":{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}}}}}',
  ],
  [
    "type Tree<X> = { v: X; kids: Tree<X>[] }; type T = Tree<string>;",
    '{"type":"object","properties":{"v":{"type":"string"},"kids":{"type":"array","items":{"$ref":"#/$defs/AnonymousType_1"}}},"required":["v","kids"],"$defs":{"AnonymousType_1":{"type":"object","properties":{"v":{"type":"string"},"kids":{"type":"array","items":{"$ref":"#/$defs/AnonymousType_1"}}},"required":["v","kids"]}}}',
  ],
  [
    "type Tree<X> = { v: X; kids: Tree<X>[] }; type T = { a: Tree<string>; b: Tree<number>; c: Tree<string> };",
    '{"type":"object","properties":{"a":{"$ref":"#/$defs/AnonymousType_1"},"b":{"$ref":"#/$defs/AnonymousType_2"},"c":{"$ref":"#/$defs/AnonymousType_1"}},"required":["a","b","c"],"$defs":{"AnonymousType_1":{"type":"object","properties":{"v":{"type":"string"},"kids":{"type":"array","items":{"$ref":"#/$defs/AnonymousType_1"}}},"required":["v","kids"]},"AnonymousType_2":{"type":"object","properties":{"v":{"type":"number"},"kids":{"type":"array","items":{"$ref":"#/$defs/AnonymousType_2"}}},"required":["v","kids"]}}}',
  ],
  [
    "type T = JSONValue;",
    '{"$ref":"#/$defs/JSONValue","$defs":{"JSONValue":{"anyOf":[{"type":"object","properties":{},"additionalProperties":{"$ref":"#/$defs/JSONValue"}},{"type":"array","items":{"$ref":"#/$defs/JSONValue"}},{"type":["boolean","null","number","string"]}]}}}',
  ],
  [
    "type T = { v: VNode; c?: RenderNode; d: RenderNode };",
    '{"type":"object","properties":{"v":{"$ref":"https://commonfabric.org/schemas/vnode.json"},"c":{"$ref":"#/$defs/RenderNode"},"d":{"$ref":"#/$defs/RenderNode"}},"required":["v","d"],"$defs":{"RenderNode":{"anyOf":[{"$ref":"https://commonfabric.org/schemas/vnode.json"},{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"}},"required":["$UI"]},{"type":"object","properties":{}},{"type":"array","items":{"$ref":"#/$defs/RenderNode"}},{"type":["boolean","null","number","string","undefined"]}]}}}',
  ],
  [
    'type Status = "open" | "done"; type T = { s: Status; o?: Status; n: Status | null; d: Status | Default<"open">; e: Default<Status, "done"> };',
    '{"type":"object","properties":{"s":{"$ref":"#/$defs/Status"},"o":{"$ref":"#/$defs/Status"},"n":{"enum":[null,"done","open"]},"d":{"$ref":"#/$defs/Status","default":"open"},"e":{"$ref":"#/$defs/Status","default":"done"}},"required":["s","n","d","e"],"$defs":{"Status":{"enum":["done","open"]}}}',
  ],
  [
    "enum Level { Low = 1, High = 2 } type T = { level: Level; other?: Level; low: Level.Low };",
    '{"type":"object","properties":{"level":{"$ref":"#/$defs/Level"},"other":{"$ref":"#/$defs/Level"},"low":{"type":"number","enum":[1]}},"required":["level","low"],"$defs":{"Level":{"enum":[1,2]}}}',
  ],
  [
    "type T = { a: Default<boolean, false>; b: boolean | Default<true> };",
    '{"type":"object","properties":{"a":{"type":"boolean","default":false},"b":{"type":"boolean","default":true}},"required":["a","b"]}',
  ],
  [
    'type T = { a: Default<"a" | "b", "a">; b: "a" | "b" | Default<"a"> };',
    '{"type":"object","properties":{"a":{"enum":["a","b"],"default":"a"},"b":{"enum":["a","b"],"default":"a"}},"required":["a","b"]}',
  ],
  [
    "type T = { a: Default<string[], []>; b: string[] | Default<[]>; c: Default<number[], [1, 2]> };",
    '{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"default":[]},"b":{"type":"array","items":{"type":"string"},"default":[]},"c":{"type":"array","items":{"type":"number"},"default":[1,2]}},"required":["a","b","c"]}',
  ],
  [
    'interface Item { t: string } type T = { a: Default<Item[], []>; b: Item[] | Default<[]>; c: Default<Item, { t: "x" }>; d: Item };',
    '{"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/$defs/Item"},"default":[]},"b":{"type":"array","items":{"$ref":"#/$defs/Item"},"default":[]},"c":{"$ref":"#/$defs/Item","default":{"t":"x"}},"d":{"$ref":"#/$defs/Item"}},"required":["a","b","c","d"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "interface Item { t: string } type T = { a: Item | null | Default<null>; b: Default<Item | null, null>; c: Default<string | null, null> };",
    '{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#/$defs/Item"},{"type":"null"}],"default":null},"b":{"anyOf":[{"$ref":"#/$defs/Item"},{"type":"null"}],"default":null},"c":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null}},"required":["a","b","c"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "interface Item { t: string } type T = { a: Default<Record<string, Item>, {}>; b: Record<string, Item> | Default<{}> };",
    '{"type":"object","properties":{"a":{"type":"object","properties":{},"additionalProperties":{"$ref":"#/$defs/Item"},"default":{}},"b":{"type":"object","properties":{},"additionalProperties":{"$ref":"#/$defs/Item"},"default":{}}},"required":["a","b"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "type T = { a: Writable<Default<number, 0>>; b: Cell<string[] | Default<[]>>; c: Stream<Default<number, 1>> };",
    '{"type":"object","properties":{"a":{"type":"number","asCell":["cell"],"default":0},"b":{"type":"array","items":{"type":"string"},"asCell":["cell"],"default":[]},"c":{"type":"number","asCell":["stream"],"default":1}},"required":["a","b","c"]}',
  ],
  [
    'type T = { a: Default<string, "x">[]; b: readonly (number | Default<3>)[] };',
    '{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","default":"x"}},"b":{"type":"array","items":{"type":"number","default":3}}},"required":["a","b"]}',
  ],
  [
    "type T = { a: (Cell<number> | Default<0>); b: Default<Cell<number>[], []> };",
    '{"type":"object","properties":{"a":{"type":"number","asCell":["cell"],"default":0},"b":{"type":"array","items":{"type":"number","asCell":["cell"]},"default":[]}},"required":["a","b"]}',
  ],
  [
    'type T = { a: Default<-1, -1>; b: Default<number | string, "n">; c: Default<{ a: [1, "b"]; c: { d: null } }, { a: [1, "b"]; c: { d: null } }> };',
    '{"type":"object","properties":{"a":{"type":"number","enum":[-1],"default":-1},"b":{"type":["number","string"],"default":"n"},"c":{"type":"object","properties":{"a":{"type":"array","items":{"enum":[1,"b"]}},"c":{"type":"object","properties":{"d":{"type":"null"}},"required":["d"]}},"required":["a","c"],"default":{"a":[1,"b"],"c":{"d":null}}}},"required":["a","b","c"]}',
  ],
  [
    "enum Level { Low = 1, High = 2 } type T = { a: Level | Default<Level.High>; b: Default<Level, Level.Low> };",
    '{"type":"object","properties":{"a":{"$ref":"#/$defs/Level","default":2},"b":{"$ref":"#/$defs/Level","default":1}},"required":["a","b"],"$defs":{"Level":{"enum":[1,2]}}}',
  ],
  [
    "const N = 5; type T = { a: Default<number, typeof N>; b: number | Default<typeof N> };",
    '{"type":"object","properties":{"a":{"type":"number","default":5},"b":{"type":"number","default":5}},"required":["a","b"]}',
  ],
  [
    'const LIST = ["a", "b"]; type T = { a: Default<string[], typeof LIST>; b: string[] | Default<typeof LIST>; c: Default<string[], typeof LIST>[] };',
    '{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"default":["a","b"]},"b":{"type":"array","items":{"type":"string"},"default":["a","b"]},"c":{"type":"array","items":{"type":"array","items":{"type":"string"},"default":["a","b"]}}},"required":["a","b","c"]}',
  ],
  [
    'const BASE = { x: 1 }; const OBJ = { ...BASE, y: ["q"] as string[] }; type T = { a: Default<{ x: number; y: string[] }, typeof OBJ> };',
    '{"type":"object","properties":{"a":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"array","items":{"type":"string"}}},"required":["x","y"],"default":{"x":1,"y":["q"]}}},"required":["a"]}',
  ],
  [
    'interface Item { t: string } const ITEMS: Item[] = [{ t: "x" }]; type T = { a: Default<Item[], typeof ITEMS> };',
    '{"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/$defs/Item"},"default":[{"t":"x"}]}},"required":["a"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "type Flag = Default<boolean, false>; type T = { f: Flag; g?: Flag; h: Flag[] };",
    '{"type":"object","properties":{"f":{"type":"boolean","default":false},"g":{"type":"boolean","default":false},"h":{"type":"array","items":{"type":"boolean","default":false}}},"required":["f","h"]}',
  ],
  [
    "type L = string[]; type M = L | Default<[]>; type T = { l: M; m: M | null };",
    '{"type":"object","properties":{"l":{"type":"array","items":{"type":"string"},"default":[]},"m":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}],"default":[]}},"required":["l","m"]}',
  ],
  [
    "type W<X> = X | Default<[]>; type T = { a: W<string[]>; b: W<{ q: 1 }[]> };",
    '{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"default":[]},"b":{"type":"array","items":{"type":"object","properties":{"q":{"type":"number","enum":[1]}},"required":["q"]},"default":[]}},"required":["a","b"]}',
  ],
  [
    "interface I { a: string; b: number | Default<1>; c?: boolean } type T = Partial<I>;",
    '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number","default":1},"c":{"type":"boolean"}}}',
  ],
  [
    "interface I { a: string; b: number | Default<1>; c?: boolean } type T = Required<I>;",
    '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number","default":1},"c":{"type":"boolean"}},"required":["a","b","c"]}',
  ],
  [
    'interface I { a: string; b: number | Default<1>; c?: boolean } type T = Pick<I, "c" | "b">;',
    '{"type":"object","properties":{"b":{"type":"number","default":1},"c":{"type":"boolean"}},"required":["b"]}',
  ],
  [
    'interface I { a: string; b: number | Default<1>; c?: boolean } type T = Omit<I, "a">;',
    '{"type":"object","properties":{"b":{"type":"number","default":1},"c":{"type":"boolean"}},"required":["b"]}',
  ],
  [
    "interface I { a: string; b: number | Default<1>; c?: boolean } type T = Readonly<I>;",
    '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number","default":1},"c":{"type":"boolean"}},"required":["a","b"]}',
  ],
  [
    "interface I { a: string; b: number } type T = { i: Partial<I>; j: I; k: Partial<I>[] };",
    '{"type":"object","properties":{"i":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}}},"j":{"$ref":"#/$defs/I"},"k":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}}}}},"required":["i","j","k"],"$defs":{"I":{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}},"required":["a","b"]}}}',
  ],
  [
    "interface I { a: string; b: number } type T = Record<keyof I, boolean>;",
    '{"type":"object","properties":{"a":{"type":"boolean"},"b":{"type":"boolean"}},"required":["a","b"]}',
  ],
  [
    "interface I { a: string } interface J extends I { b: number } interface K { c: boolean } type T = J & K;",
    '{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"},"c":{"type":"boolean"}},"required":["a","b","c"]}',
  ],
  [
    "type Box<X> = { v: X; list: X[] }; type T = { a: Box<string>; b: Box<Box<number>> };",
    '{"type":"object","properties":{"a":{"type":"object","properties":{"v":{"type":"string"},"list":{"type":"array","items":{"type":"string"}}},"required":["v","list"]},"b":{"type":"object","properties":{"v":{"type":"object","properties":{"v":{"type":"number"},"list":{"type":"array","items":{"type":"number"}}},"required":["v","list"]},"list":{"type":"array","items":{"type":"object","properties":{"v":{"type":"number"},"list":{"type":"array","items":{"type":"number"}}},"required":["v","list"]}}},"required":["v","list"]}},"required":["a","b"]}',
  ],
  [
    "interface Box<X> { v: X } interface Item { t: string } type T = Box<Item>;",
    '{"type":"object","properties":{"v":{"$ref":"#/$defs/Item"}},"required":["v"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "interface Page<X> { items: X[]; next?: Page<X> } type T = Page<number>;",
    '{"type":"object","properties":{"items":{"type":"array","items":{"type":"number"}},"next":{"$ref":"#/$defs/AnonymousType_1"}},"required":["items"],"$defs":{"AnonymousType_1":{"type":"object","properties":{"items":{"type":"array","items":{"type":"number"}},"next":{"$ref":"#/$defs/AnonymousType_1"}},"required":["items"]}}}',
  ],
  [
    "type A = B; type B = C; type C = { x: number }; type T = { a: A; b: B; c?: C };",
    '{"type":"object","properties":{"a":{"$ref":"#/$defs/C"},"b":{"$ref":"#/$defs/C"},"c":{"$ref":"#/$defs/C"}},"required":["a","b"],"$defs":{"C":{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]}}}',
  ],
  [
    "type Name = string; type Names = Name[]; type T = { n: Name; ns: Names };",
    '{"type":"object","properties":{"n":{"type":"string"},"ns":{"type":"array","items":{"type":"string"}}},"required":["n","ns"]}',
  ],
  [
    'interface A { kind: "a"; x: string } interface B { kind: "b"; y: number; z: number } type T = { v: A | B; w?: A | B; l: (A | B)[] };',
    '{"type":"object","properties":{"v":{"anyOf":[{"$ref":"#/$defs/B"},{"$ref":"#/$defs/A"}]},"w":{"anyOf":[{"$ref":"#/$defs/B"},{"$ref":"#/$defs/A"}]},"l":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/B"},{"$ref":"#/$defs/A"}]}}},"required":["v","l"],"$defs":{"B":{"type":"object","properties":{"kind":{"type":"string","enum":["b"]},"y":{"type":"number"},"z":{"type":"number"}},"required":["kind","y","z"]},"A":{"type":"object","properties":{"kind":{"type":"string","enum":["a"]},"x":{"type":"string"}},"required":["kind","x"]}}}',
  ],
  [
    'interface A { kind: "a"; x: string } interface B { kind: "b"; y?: number } type U = A | B; type T = { u: U; v: U | null; w: U[]; x?: U };',
    '{"type":"object","properties":{"u":{"$ref":"#/$defs/U"},"v":{"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"},{"type":"null"}]},"w":{"type":"array","items":{"$ref":"#/$defs/U"}},"x":{"$ref":"#/$defs/U"}},"required":["u","v","w"],"$defs":{"U":{"anyOf":[{"$ref":"#/$defs/A"},{"$ref":"#/$defs/B"}]},"A":{"type":"object","properties":{"kind":{"type":"string","enum":["a"]},"x":{"type":"string"}},"required":["kind","x"]},"B":{"type":"object","properties":{"kind":{"type":"string","enum":["b"]},"y":{"type":"number"}},"required":["kind"]}}}',
  ],
  [
    "type T = { a: Cell<string> | undefined; b: Cell<string> | Cell<number>; c?: Stream<void>; d: Cell<string> | null };",
    '{"type":"object","properties":{"a":{"anyOf":[{"type":"string","asCell":["cell"]},{"type":"undefined"}]},"b":{"anyOf":[{"type":"number","asCell":["cell"]},{"type":"string","asCell":["cell"]}]},"c":{"asCell":["stream","opaque"]},"d":{"anyOf":[{"type":"string","asCell":["cell"]},{"type":"null"}]}},"required":["a","b","d"]}',
  ],
  [
    "type T = { a: Cell<Cell<number>>; b: Cell<string>[]; c: Cell<{ d: Stream<string> }>; e: Record<string, Cell<number>> };",
    '{"type":"object","properties":{"a":{"type":"number","asCell":["cell","cell"]},"b":{"type":"array","items":{"type":"string","asCell":["cell"]}},"c":{"type":"object","properties":{"d":{"type":"string","asCell":["stream"]}},"required":["d"],"asCell":["cell"]},"e":{"type":"object","properties":{},"additionalProperties":{"type":"number","asCell":["cell"]}}},"required":["a","b","c","e"]}',
  ],
  [
    "interface Item { t: string } type T = { a: Cell<Item>; b: Writable<Item[]>; c: Cell<Item | null>; d: Cell<Item | undefined> };",
    '{"type":"object","properties":{"a":{"$ref":"#/$defs/Item","asCell":["cell"]},"b":{"type":"array","items":{"$ref":"#/$defs/Item"},"asCell":["cell"]},"c":{"anyOf":[{"$ref":"#/$defs/Item"},{"type":"null"}],"asCell":["cell"]},"d":{"anyOf":[{"$ref":"#/$defs/Item"},{"type":"undefined"}],"asCell":["cell"]}},"required":["a","b","c","d"],"$defs":{"Item":{"type":"object","properties":{"t":{"type":"string"}},"required":["t"]}}}',
  ],
  [
    "interface Node { name: string; parent: Cell<Node> | null } type T = Node;",
    '{"$ref":"#/$defs/Node","$defs":{"Node":{"type":"object","properties":{"name":{"type":"string"},"parent":{"anyOf":[{"$ref":"#/$defs/Node","asCell":["cell"]},{"type":"null"}]}},"required":["name","parent"]}}}',
  ],
  [
    "type T = { a: string | null; b: (string | null)[]; c: string[] | null; d: Record<string, string | null> };",
    '{"type":"object","properties":{"a":{"anyOf":[{"type":"string"},{"type":"null"}]},"b":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}},"c":{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"null"}]},"d":{"type":"object","properties":{},"additionalProperties":{"anyOf":[{"type":"string"},{"type":"null"}]}}},"required":["a","b","c","d"]}',
  ],
  [
    "type T = { a: { b: { c: { d: string } } } };",
    '{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object","properties":{"c":{"type":"object","properties":{"d":{"type":"string"}},"required":["d"]}},"required":["c"]}},"required":["b"]}},"required":["a"]}',
  ],
  [
    "type T = { onDone: Stream<{ id: string }>; count: PerUser<number | Default<0>>; list: PerSpace<Writable<string[]>> };",
    '{"type":"object","properties":{"onDone":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"],"asCell":["stream"]},"count":{"type":"number","default":0,"scope":"user"},"list":{"type":"array","items":{"type":"string"},"asCell":[{"kind":"cell","scope":"space"}]}},"required":["onDone","count","list"]}',
  ],
  [
    'type T = { a: PerUser<"a" | "b" | null>; b: PerUser<{ x: 1 } & { y: 2 }>; c: PerUser<Default<number, 3>>; d: Default<PerUser<number>, 3> };',
    '{"type":"object","properties":{"a":{"enum":[null,"a","b"],"scope":"user"},"b":{"type":"object","properties":{"x":{"type":"number","enum":[1]},"y":{"type":"number","enum":[2]}},"required":["x","y"],"scope":"user"},"c":{"type":"number","default":3,"scope":"user"},"d":{"type":"number","default":3,"scope":"user"}},"required":["a","b","c","d"]}',
  ],
  [
    "type T = { $NAME: string; $UI: VNode; items: string[]; add: Stream<string> };",
    '{"type":"object","properties":{"$NAME":{"type":"string"},"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"},"items":{"type":"array","items":{"type":"string"}},"add":{"type":"string","asCell":["stream"]}},"required":["$NAME","$UI","items","add"]}',
  ],
  [
    "interface Out { $UI: VNode; $TILE_UI?: VNode; child: UIRenderable } type T = Out;",
    '{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"},"$TILE_UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"},"child":{"type":"object","properties":{"$UI":{"$ref":"https://commonfabric.org/schemas/vnode.json"}},"required":["$UI"]}},"required":["$UI","child"]}',
  ],
  [
    "type T = UIEvent<{ value: string }>;",
    '{"type":"object","properties":{"type":{"type":"string"},"target":{"type":"object","properties":{"value":{"type":"string"},"checked":{"type":"boolean"},"selected":{"type":"boolean"},"name":{"type":"string"},"selectedIndex":{"type":"number"},"selectedOptions":{"type":"array","items":{"type":"object","properties":{"value":{"type":"string"}},"required":["value"]}},"dataset":{"type":"object","properties":{},"additionalProperties":{"type":"string"}}}},"detail":{"type":"object","properties":{"value":{"type":"string"}},"required":["value"]},"key":{"type":"string"},"code":{"type":"string"},"repeat":{"type":"boolean"},"altKey":{"type":"boolean"},"ctrlKey":{"type":"boolean"},"metaKey":{"type":"boolean"},"shiftKey":{"type":"boolean"},"inputType":{"type":"string"},"data":{"type":"string"},"button":{"type":"number"},"buttons":{"type":"number"}},"required":["type"]}',
  ],
  [
    "interface Date { y: number } type T = { d: Date };",
    '{"type":"object","properties":{"d":{"$ref":"#/$defs/Date"}},"required":["d"],"$defs":{"Date":{"type":"object","properties":{"y":{"type":"number"}},"required":["y"]}}}',
  ],
  [
    "class Point { x = 0; y = 0; get length(): number { return 0; } scale(by: number) { return by; } } type T = { p: Point; ps: Point[] };",
    '{"type":"object","properties":{"p":{"$ref":"#/$defs/Point"},"ps":{"type":"array","items":{"$ref":"#/$defs/Point"}}},"required":["p","ps"],"$defs":{"Point":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"},"length":{"type":"number"}},"required":["x","y","length"]}}}',
  ],
  [
    "type T = ReturnType<() => { z: number; q: string[] }>;",
    '{"type":"object","properties":{"z":{"type":"number"},"q":{"type":"array","items":{"type":"string"}}},"required":["z","q"]}',
  ],
  [
    'type T = { a: ["x", "y"][number]; b: keyof { p: 1; q: 2 }; c: Exclude<"a" | "b" | "c", "b">; d: NonNullable<string | null>; e: Awaited<Promise<number>> };',
    '{"type":"object","properties":{"a":{"enum":["x","y"]},"b":{"enum":["p","q"]},"c":{"enum":["a","c"]},"d":{"type":"string"},"e":{"type":"number"}},"required":["a","b","c","d","e"]}',
  ],
  [
    "type T = { [key: number]: string };",
    '{"type":"object","properties":{},"additionalProperties":{"type":"string"}}',
  ],
  [
    'type T = { "with space": 1; "a-b"?: string; 10: number; 2: number };',
    '{"type":"object","properties":{"2":{"type":"number"},"10":{"type":"number"},"with space":{"type":"number","enum":[1]},"a-b":{"type":"string"}},"required":["with space","10","2"]}',
  ],
  [
    "type T = { a: undefined | null; b: null[]; c?: undefined; d?: null };",
    '{"type":"object","properties":{"a":{"anyOf":[{"type":"undefined"},{"type":"null"}]},"b":{"type":"array","items":{"type":"null"}},"c":{"type":"undefined"},"d":{"type":"null"}},"required":["a","b"]}',
  ],
  [
    "type Deep = Map<string, { a: string }> extends object ? { yes: true } : { no: true }; type T = Deep;",
    '{"type":"object","properties":{"yes":{"type":"boolean","enum":[true]}},"required":["yes"]}',
  ],
  [
    "interface T { self?: T; name: string }",
    '{"$ref":"#/$defs/T","$defs":{"T":{"type":"object","properties":{"self":{"$ref":"#/$defs/T"},"name":{"type":"string"}},"required":["name"]}}}',
  ],
  [
    "type T = { a: string; list: T[] };",
    '{"$ref":"#/$defs/T","$defs":{"T":{"type":"object","properties":{"a":{"type":"string"},"list":{"type":"array","items":{"$ref":"#/$defs/T"}}},"required":["a","list"]}}}',
  ],
  [
    "type Left = { l: string; right?: Right }; type Right = { r: number; left: Left[] }; type T = { both: [Left, Right] };",
    '{"type":"object","properties":{"both":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/Right"},{"$ref":"#/$defs/Left"}]}}},"required":["both"],"$defs":{"Right":{"type":"object","properties":{"r":{"type":"number"},"left":{"type":"array","items":{"$ref":"#/$defs/Left"}}},"required":["r","left"]},"Left":{"type":"object","properties":{"l":{"type":"string"},"right":{"$ref":"#/$defs/Right"}},"required":["l"]}}}',
  ],
  [
    "type Fn = (a: string) => void; type T = { cb: Fn; cbs?: Fn | undefined; data: string };",
    '{"type":"object","properties":{"data":{"type":"string"}},"required":["data"]}',
  ],
  [
    'type T = { lit: { kind: "a" } | { kind: "b" }; num: 1 | 2 | 3; mixed: 1 | "a" | true };',
    '{"type":"object","properties":{"lit":{"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["a"]}},"required":["kind"]},{"type":"object","properties":{"kind":{"type":"string","enum":["b"]}},"required":["kind"]}]},"num":{"enum":[1,2,3]},"mixed":{"enum":[true,1,"a"]}},"required":["lit","num","mixed"]}',
  ],
];
