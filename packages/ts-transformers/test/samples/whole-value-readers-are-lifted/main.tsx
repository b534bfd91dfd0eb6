import { pattern } from "commonfabric";
interface User {
  name: string;
  age: number;
}
export default pattern<{ user: User; scores: Record<string, number>; list: number[] }>((
  { user, scores, list },
) => ({
  names: Object.keys(scores),
  text: JSON.stringify(user),
  copy: [...list, 4],
  most: Math.max(...list),
}));
