import { computed, pattern } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User; other: User }>(({ user, other }) => ({
  some: computed(() => user.name),
  all: computed(() => `${other.name}${other.age}`),
}));
