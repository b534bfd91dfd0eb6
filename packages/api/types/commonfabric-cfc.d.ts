/** The authored module `commonfabric/cfc`: label types and inert declarations of label data. */
export type {
  AddIntegrity,
  AnyOf,
  AuthoredByCurrentUser,
  Cfc,
  CfcAtom,
  Confidential,
  CurrentPrincipal,
  Integrity,
  MaxConfidentiality,
  PolicyOf,
  RepresentsCurrentUser,
  RequiresIntegrity,
  TrustedActionUiContract,
  TrustedActionWrite,
  TrustedActionWriteWithIntegrity,
  WriteAuthorizedBy,
} from "commonfabric";
import type { CfcAtom } from "commonfabric";

/** A deep-frozen declaration: plain data, without effect of its own. */
type Inert = { readonly [member: string]: any };

/** One rule of an exchange. */
export declare function exchangeRule<const R extends object>(rule: R): R;
export declare function exchangeRules<const R extends readonly unknown[]>(rules: R): R;
/** Stands for the policy in which it is mentioned. */
export declare const THIS_POLICY: Inert;
export declare const CFC_CONCEPT_KIND: string;
/** A variable of a rule. An empty name throws. */
export declare function v(name: string): Inert;
/** Patterns over atoms, and atoms, by their kind: the record of its members. */
export declare const cfcPattern: { readonly [kind: string]: (...members: any[]) => Inert };
export declare const cfcAtom: { readonly [kind: string]: (...members: any[]) => CfcAtom & Inert };
