export { pattern } from "commonfabric";
