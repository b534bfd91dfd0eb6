import { pattern, patternTool } from "commonfabric";
const Search = pattern<{ query: string; rows: string[] }, { hits: string[] }>(({ query, rows }) => ({
  hits: rows.filter((row) => row.includes(query)),
}));
export default pattern<{ rows: string[] }>(({ rows }) => ({
  tools: {
    search: patternTool(Search, { rows }),
    count: patternTool(pattern<{ text: string }>(({ text }) => ({ size: text.length }))),
  },
}));
