import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BoundedMap,
  ByteWriter,
  canonicalBytes,
  canonicalEqual,
  compareUtf8,
  decodeBase64Url,
  decodeCanonical,
  decodeUtf8,
  encodeBase64Url,
  encodeUtf8,
  IllFormedTextError,
  nodeSha256,
  NotCanonicalError,
  taggedDigest,
  utf8Length,
} from "../mod.ts";

const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "grapheme" }),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, NaN, Infinity),
    fc.date({ noInvalidDate: false }),
    fc.uint8Array({ maxLength: 8 }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: "grapheme" }), tie("value"), { maxKeys: 4 }),
  ),
})).value;

Deno.test("canonical bytes round trip, and equal data has equal bytes", () => {
  fc.assert(fc.property(data, data, (a, b) => {
    const bytes = canonicalBytes(a);
    const back = decodeCanonical(bytes);
    assert.deepEqual(canonicalBytes(back), bytes);
    assert.equal(canonicalEqual(a, back), true);
    const same = encodeBase64Url(bytes) === encodeBase64Url(canonicalBytes(b));
    assert.equal(canonicalEqual(a, b), same);
  }));
});

Deno.test("holes, undefined and null are three different things", () => {
  const values = [[undefined], Array(1), [null], [], Array(2)];
  const texts = values.map((value) => encodeBase64Url(canonicalBytes(value)));
  assert.equal(new Set(texts).size, values.length);
  const back = decodeCanonical(canonicalBytes(Array(3))) as unknown[];
  assert.equal(back.length, 3);
  assert.equal(0 in back, false);
});

Deno.test("a huge sparse array costs what it holds, not its length", () => {
  const sparse: unknown[] = [];
  sparse[4_000_000_000] = 1;
  assert.ok(canonicalBytes(sparse).length < 40);
});

Deno.test("an own __proto__ key stays data", () => {
  const value = JSON.parse('{"__proto__": {"x": 1}}');
  const back = decodeCanonical(canonicalBytes(value)) as object;
  assert.deepEqual(Object.keys(back), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(back), Object.prototype);
});

Deno.test("what is not data is refused with its path, and no getter runs", () => {
  let ran = 0;
  const getter = {
    get x() {
      return ran++;
    },
  };
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  const cases: [unknown, string[]][] = [
    [{ a: [() => 1] }, ["a", "0"]],
    [{ s: Symbol("s") }, ["s"]],
    [getter, ["x"]],
    [cyclic, ["self"]],
    [new Map(), []],
    [{ d: new (class Sub extends Date {})() }, ["d"]],
    ["\ud800", []],
    [{ "\udc00": 1 }, []],
    [Object.assign([1], { extra: 1 }), ["extra"]],
    [{ [Symbol.iterator]: 1 }, []],
  ];
  for (const [value, path] of cases) {
    assert.throws(
      () => canonicalBytes(value),
      (error) => error instanceof NotCanonicalError && error.path.join() === path.join(),
    );
  }
  assert.equal(ran, 0);
});

Deno.test("decoding refuses every byte sequence that encoding does not write", () => {
  const bytes = canonicalBytes({ a: [1, "x"], b: null });
  assert.throws(() => decodeCanonical(bytes.subarray(0, bytes.length - 1)));
  assert.throws(() => decodeCanonical(new Uint8Array([...bytes, 0])));
  assert.throws(() => decodeCanonical(new Uint8Array([99])));
  const unordered = new ByteWriter().u8(8).u32(2).str("b").u8(0).str("a").u8(0).finish();
  assert.throws(() => decodeCanonical(unordered));
});

Deno.test("text order is byte order, also where UTF-16 order differs", () => {
  assert.ok("\uffff" > "\u{10000}");
  assert.ok(compareUtf8("\uffff", "\u{10000}") < 0);
  fc.assert(fc.property(
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    (a, b) => {
      const x = encodeUtf8(a), y = encodeUtf8(b);
      let expected = x.length - y.length;
      for (let i = 0; i < Math.min(x.length, y.length); i++) {
        if (x[i] !== y[i]) {
          expected = x[i]! - y[i]!;
          break;
        }
      }
      assert.equal(Math.sign(compareUtf8(a, b)), Math.sign(expected));
      assert.equal(utf8Length(a), x.length);
    },
  ));
});

Deno.test("ill-formed text has no bytes", () => {
  assert.throws(
    () => encodeUtf8("ab\ud800c"),
    (error) => (error as IllFormedTextError).offset === 2,
  );
});

Deno.test("base64url has one spelling for each byte sequence", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const text = encodeBase64Url(bytes);
    assert.equal(
      text,
      btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll(
        "=",
        "",
      ),
    );
    assert.deepEqual(decodeBase64Url(text), bytes);
  }));
  for (const bad of ["A", "AB", "AA==", "A+AA", "AA A", "\u0100AAA"]) {
    assert.equal(decodeBase64Url(bad), undefined, bad);
  }
});

Deno.test("tagged digests of different tags differ, and fields cannot move across borders", () => {
  const one = taggedDigest(nodeSha256, "t/1", (writer) => writer.str("ab").str("c"));
  const two = taggedDigest(nodeSha256, "t/1", (writer) => writer.str("a").str("bc"));
  const three = taggedDigest(nodeSha256, "t/2", (writer) => writer.str("ab").str("c"));
  assert.equal(new Set([one, two, three]).size, 3);
});

Deno.test("a bounded map stays at its bound and drops the least recently used entry", () => {
  const evicted: number[] = [];
  const map = new BoundedMap<number, string>(3, (key) => evicted.push(key));
  for (const key of [1, 2, 3]) map.set(key, `${key}`);
  map.get(1);
  map.set(4, "4");
  assert.deepEqual(evicted, [2]);
  assert.equal(map.size, 3);
});

Deno.test("a bounded map does what a map does that moves what is used to its end", () => {
  const operation = fc.tuple(
    fc.constantFrom("get", "set", "delete", "clear"),
    fc.nat(12),
    fc.nat(),
  );
  fc.assert(fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
    const map = new BoundedMap<number, number>(6);
    let model: [number, number][] = [];
    for (const [name, key, value] of operations) {
      const known = model.find(([other]) => other === key);
      const others = model.filter((entry) => entry !== known);
      if (name === "get") {
        assert.equal(map.get(key), known?.[1]);
        if (known !== undefined) model = [...others, known];
      } else if (name === "set") {
        map.set(key, value);
        model = [...others, [key, value] as [number, number]].slice(-6);
      } else if (name === "delete") {
        assert.equal(map.delete(key), known !== undefined);
        model = others;
      } else {
        map.clear();
        model = [];
      }
      assert.deepEqual([...map.entries()], model);
      assert.deepEqual([...map.keys()], model.map(([other]) => other));
      assert.deepEqual(map.oldest(), model[0]);
      assert.equal(map.size, model.length);
    }
  }));
});

Deno.test("a writer gives the bytes of the platform's encoder for text of every length and kind", () => {
  for (const unit of ["a", "\u00e4", "\u20ac", "\u{1f600}", "a\u20ac"]) {
    for (const count of [0, 1, 31, 32, 63, 64, 65, 300]) {
      const text = `${"x".repeat(count)}${unit.repeat(count)}`;
      const bytes = new TextEncoder().encode(text);
      const written = new ByteWriter().str("before").str(text).finish();
      const separately = new ByteWriter().str("before").lengthPrefixed(bytes).finish();
      assert.deepEqual(written, separately);
      assert.equal(decodeUtf8(bytes), text);
    }
  }
  const half = `${"x".repeat(100)}\ud800`;
  assert.throws(() => new ByteWriter().str(half), IllFormedTextError);
  assert.throws(() => new ByteWriter().str("x\ud800"), IllFormedTextError);
});

Deno.test("a decoded record owns keys that objects inherit", () => {
  const record = Object.fromEntries(
    ["__proto__", "constructor", "toString", "valueOf"].map((key) => [key, 1]),
  );
  const decoded = decodeCanonical(canonicalBytes(record)) as object;
  assert.deepEqual(Object.entries(decoded), Object.entries(record));
  assert.equal(Object.getPrototypeOf(decoded), Object.prototype);
});

Deno.test("bytes made while other bytes are being made are those of each value alone", () => {
  const inner: Uint8Array[] = [];
  const outer = new Proxy({ a: 1, b: "two" }, {
    ownKeys: (target) => {
      inner.push(canonicalBytes(["inner", inner.length]));
      return Reflect.ownKeys(target);
    },
  });
  assert.deepEqual(canonicalBytes(outer), canonicalBytes({ a: 1, b: "two" }));
  assert.deepEqual(inner[0], canonicalBytes(["inner", 0]));
  const refused = { a: "x".repeat(1000), f: () => {} };
  assert.throws(() => canonicalBytes(refused), NotCanonicalError);
  assert.deepEqual(decodeCanonical(canonicalBytes(1)), 1);
});

Deno.test("the digest power gives SHA-256", async () => {
  for (const length of [0, 3, 55, 64, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => index * 7);
    const expected = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    assert.deepEqual(nodeSha256(bytes), expected);
  }
});
