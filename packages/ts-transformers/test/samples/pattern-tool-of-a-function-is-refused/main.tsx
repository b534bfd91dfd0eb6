import { pattern, patternTool } from "commonfabric";
export default pattern<{ rows: string[] }>(({ rows }) => ({
  tool: patternTool((input: { query: string }) => ({ hits: input.query }), {}),
  rows,
}));
