enum Local { A, B = 5, C, Text = "t" }
export enum Size { Small = -1, Large = 1 << 3, Same = 8 }
const enum Inlined { X = 7 }
export enum Merged { One = 1 }
export enum Merged { Two = 2 }
export const uses = [Local.C, Local.Text, Inlined.X, Size.Small];
export const reverse = Size[8];
export const local = Local;
export const sizes = () => Size.Large;
