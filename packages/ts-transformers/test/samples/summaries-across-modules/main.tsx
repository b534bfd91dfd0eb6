import { lift } from "commonfabric";
import { sum as renamed } from "./barrel.ts";
import * as all from "./orders.ts";
import nameOf from "./orders.ts";
import type { Order } from "./orders.ts";
export const total = lift((order: Order) => renamed(order));
export const name = lift((order: Order) => nameOf(order));
export const id = lift((order: Order) => all.idOf(order));
export const rest = lift((order: Order) => all.first(order, order.by));
