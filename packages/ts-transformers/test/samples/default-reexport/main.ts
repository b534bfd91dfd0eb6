import lib, { named } from "./lib.ts";
import * as all from "./lib.ts";
import Type from "./type.ts";
export { lib, named, all, Type };
export { lib as again };
export * from "./star.ts";
