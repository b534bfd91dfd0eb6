export interface Item {
  size: number;
}
