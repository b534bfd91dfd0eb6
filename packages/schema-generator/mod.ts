/** JSON schemas from checked TypeScript types. */
export * from "./canonical-schema.ts";
export type { CompositionRequest, MemberPart, SchemaPart, TypePart } from "./composition.ts";
export * from "./generator.ts";
export { HostTypes, isDefaultLibrary, type Marks } from "./host-types.ts";
export * from "./limits.ts";
export { jsonLiteralOrder } from "./order.ts";
export * from "./projection.ts";
export * from "./request.ts";
export { type Shape, type ShapeMember, Shapes } from "./shape.ts";
export { constantValue, type StaticValue, staticValue } from "./static-value.ts";
