export * from "commonfabric";
