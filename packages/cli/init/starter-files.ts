/** What `cf init` writes: one pattern, its test, and what an editor needs to check both. */

/** Names of the declaration files by library, below `types/`. */
const TYPE_FILES: Readonly<Record<string, string>> = {
  "es2023": "es2023.d.ts",
  "dom": "dom.d.ts",
  "jsx": "jsx.d.ts",
  "commonfabric": "commonfabric.d.ts",
  "commonfabric/schema": "commonfabric-schema.d.ts",
  "commonfabric/cfc": "commonfabric-cfc.d.ts",
};

/** The options of the compiler, as far as an editor has a say in them. */
const CONFIGURATION = {
  compilerOptions: {
    target: "ES2023",
    module: "ESNext",
    moduleResolution: "bundler",
    moduleDetection: "force",
    strict: true,
    noLib: true,
    types: [],
    skipLibCheck: true,
    jsx: "react",
    jsxFactory: "__cfHelpers.h",
    jsxFragmentFactory: "__cfHelpers.h.fragment",
    allowImportingTsExtensions: true,
    noEmit: true,
    paths: Object.fromEntries(
      Object.entries(TYPE_FILES)
        .filter(([name]) => name.startsWith("commonfabric"))
        .map(([name, file]) => [name, [`./types/${file}`]]),
    ),
  },
  include: ["**/*.ts", "**/*.tsx"],
};

const PATTERN = `import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";

interface Input {
  count: Writable<number | Default<0>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  count: number;
  double: number;
  add: Stream<{ by: number }>;
}

export default pattern<Input, Output>(({ count }) => {
  const double = computed(() => count.get() * 2);
  const add = action<{ by: number }>(({ by }) => count.set(count.get() + by));
  return {
    [NAME]: \`Counter: \${count.get()}\`,
    [UI]: <button type="button" onClick={() => count.set(count.get() + 1)}>{double}</button>,
    count,
    double,
    add,
  };
});
`;

const TEST = `import { action, assert, pattern, TESTS } from "commonfabric";
import Counter from "./counter.tsx";

export default pattern(() => {
  const counter = Counter({ count: 1 });
  const addTwo = action(() => counter.add.send({ by: 2 }));
  return {
    [TESTS]: [
      { assertion: assert(() => counter.double === 2) },
      { action: addTwo },
      { assertion: assert(() => counter.count === 3 && counter.double === 6) },
    ],
  };
});
`;

/** Texts by path, in the order in which they are written. */
export function starterFiles(typeLibs: Readonly<Record<string, string>>): Map<string, string> {
  return new Map([
    ["counter.tsx", PATTERN],
    ["counter.test.tsx", TEST],
    ["tsconfig.json", `${JSON.stringify(CONFIGURATION, null, 2)}\n`],
    ...Object.entries(TYPE_FILES).map(([name, file]) =>
      [`types/${file}`, typeLibs[name]!] as const
    ),
  ]);
}
