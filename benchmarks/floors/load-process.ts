/**
 * `load-process`: `load-7` as a whole process that creates its store. Arguments: a JSON file with
 * `[key, row]` pairs, dependencies first, and the database to create. Prints what the program
 * computes from the values in the third argument.
 */
import "./ses-only.ts";
import { loadModules } from "./load-modules.ts";
import { SqlFloor } from "./sql.ts";

const [rowsFile = "", database = "", values = "[]"] = Deno.args;
const rows = JSON.parse(Deno.readTextFileSync(rowsFile)) as [key: string, row: object][];
const store = new SqlFloor(database);
store.insert(rows.map(([key, row]) => [key, JSON.stringify(row)]));
const { lifted } = loadModules(store, rows.map(([key]) => key));
const compute = lifted[0] as (values: number[]) => number;
console.log(JSON.stringify({ total: compute(JSON.parse(values)) }));
store.close();
