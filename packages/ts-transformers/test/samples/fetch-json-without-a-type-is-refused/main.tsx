import { fetchJson, fetchJsonUnchecked, pattern } from "commonfabric";
export default pattern<{ url: string }>(({ url }) => {
  const bad = fetchJson({ url });
  const fine = fetchJsonUnchecked({ url });
  return { bad: bad.pending, fine: fine.pending };
});
