import { computed, pattern } from "commonfabric";
interface Config {
  colors: Record<string, string>;
  width: number;
}
export default pattern<{ config: Config; key: string }>(({ config, key }) => ({
  color: computed(() => config.colors[key]),
  copy: computed(() => ({ ...config })),
}));
