import { pattern } from "commonfabric";
export const Part = pattern<{ n: number }>(({ n }) => {
  let twice = n * 2;
  return { twice };
});
