export { computed as calc, ifElse, pattern as piece } from "commonfabric";
