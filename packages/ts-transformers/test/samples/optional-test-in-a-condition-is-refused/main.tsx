import { pattern } from "commonfabric";
export default pattern<{ user?: { name: string } }>(({ user }) => {
  if (user?.name) console.log("named");
  const fine = user?.name;
  return { fine };
});
