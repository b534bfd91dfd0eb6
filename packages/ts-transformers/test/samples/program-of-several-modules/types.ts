export interface Row {
  title: string;
  price: number;
  note?: string;
}
