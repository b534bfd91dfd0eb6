import { computed, pattern } from "commonfabric";
const NAMES = new Map([["a", "Ann"]]);
export default pattern<{ key: string }>(({ key }) => ({
  name: NAMES.get(key),
  fixed: NAMES.get("a"),
  own: computed(() => {
    class Box {
      get(): string {
        return key;
      }
    }
    return new Box().get();
  }),
}));
