import { NAME, pattern, UI } from "commonfabric";
interface Tag {
  text: string;
  kids?: Tag[];
}
interface Input {
  tags?: Tag[];
  names?: string[];
  owner?: { nick?: string; friends?: { name: string }[] };
}
export default pattern<Input>(({ tags, names, owner }) => ({
  [NAME]: owner?.nick ?? "nobody",
  [UI]: (
    <div title={owner?.nick?.toUpperCase()}>
      {tags?.map((tag) => <li>{tag.text}{tag.kids?.map((kid) => <b>{kid.text}</b>)}</li>)}
      {(names ?? []).map((name) => <i>{name}</i>)}
      {(names || []).filter((name) => name !== "").map((name) => <u>{name.trim()}</u>)}
      {owner?.friends?.map((friend) => <em>{friend.name}</em>)}
      {names?.length ? <p>{names.length}</p> : <p>none</p>}
      {owner && <p>{owner.nick ?? "?"}</p>}
      {!owner ? "no owner" : owner.friends?.length ?? 0}
    </div>
  ),
  first: names?.[0],
  count: tags?.length ?? 0,
  texts: tags?.map((tag) => tag.text),
}));
