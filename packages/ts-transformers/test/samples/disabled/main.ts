/// <cf-disable-transform />
import { __cf_data } from "commonfabric";
export const one = 1;
export const data = __cf_data({ a: 1 });
