/** A contact as other programs describe it. */
export interface Contact {
  name: string;
  email: string;
  phones: string[];
}
