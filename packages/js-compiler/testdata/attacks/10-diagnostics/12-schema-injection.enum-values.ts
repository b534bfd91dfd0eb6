// attack: 10-diagnostics/12-schema-injection
// kind: program
// by: compiler
// value: {"type":"object","properties":{"kind":{"enum":["<!-- -->","</script>","`${1}","a\"","b'","import(x)"]}},"required":["kind"]}
// expect: accept
import { toSchema } from "commonfabric";
interface Odd { kind: "a\"" | "b'" | "`${1}" | "</script>" | "<!-- -->" | "import(x)"; }
export const value = toSchema<Odd>();
