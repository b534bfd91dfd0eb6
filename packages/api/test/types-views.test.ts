/** Views: tags, attributes, bindings, events and children. */
import { testTwins } from "./type-twins.ts";

const PREAMBLE =
  `import { action, Cell, handler, pattern, UI, Writable, type Default, type JSXElement, type Stream, type UIRenderable, type VNode } from "commonfabric";
interface Item { title: string; done: boolean }
declare const title: Cell<string>; declare const flag: Writable<boolean>; declare const item: Item; declare const n: number; declare const count: Writable<number>;
declare const save: Stream<{ detail: { value: string } }>; declare const actions: Stream<void>[]; declare const items: Item[];
declare const view: UIRenderable; declare const maybe: string | undefined | null;
const submit = handler<unknown, { n: Writable<number> }>(() => {});
const Row = pattern<{ item: Item; onRemove?: Stream<void> }, { [UI]: VNode }>(({ item }) => ({ [UI]: <li>{item.title}</li> }));
const Plain = (props: { a: number }) => <p>{props.a}</p>;`;

testTwins("views", PREAMBLE, {
  "tags of HTML": [
    `<div><span class="a" id="b" data-x={1} aria-label="c" /></div>;`,
    `<nosuch />;`,
  ],
  "tags of components that are not described": [
    `<cf-anything foo={1} $value={title} onfoo-bar={save} />;`,
    `<ct-anything />;`,
  ],
  "attributes": [
    `<cf-button variant="ghost" size="sm" disabled={n > 1} />;`,
    `<cf-button variant={{}} />;`,
  ],
  "what is left of a default that is null": [
    `const d = null! as { a: string | null | Default<null> }; <p>{d.a ?? "none"}{d.a}</p>;`,
    `const d = null! as { a: Item | null | Default<null> }; <p>{d.a}</p>;`,
  ],
  "cells as attributes": [`<cf-button disabled={flag} /> ;`, `<cf-badge label={items} />;`],
  "values that may be missing": [
    `<cf-input placeholder={maybe} value={title} />;`,
    `<cf-input placeholder={items} />;`,
  ],
  "styles": [
    `<p style={{ color: "red", padding: n }}><b style="color: red" /></p>;`,
    `<p style={3} />;`,
  ],
  "choices": [
    `<cf-select items={[{ label: "a", value: 1 }]} $value={count} />;`,
    `<cf-select items={3} />;`,
  ],
  "members of choices": [
    `<cf-select items={items.map(({ title }) => ({ label: title, value: title }))} />;`,
    `<cf-select items={items} />;`,
  ],
  "a binding of text": [`<cf-input $value={title} />;`, `<cf-input $value={flag} />;`],
  "a binding of a reactive value": [
    `<cf-input $value={item.title} />;`,
    `<cf-input $value={item.done} />;`,
  ],
  "a binding of a flag": [
    `<cf-checkbox $checked={item.done} />;`,
    `<cf-checkbox $checked={title} />;`,
  ],
  "a binding of an opened modal": [`<cf-modal $open={flag} />;`, `<cf-modal $open={count} />;`],
  "a binding of an index": [
    `<cf-picker $selectedIndex={count} />;`,
    `<cf-picker $selectedIndex={title} />;`,
  ],
  "an event with its detail": [
    `<cf-input oncf-change={(e) => e.detail.value.trim()} />;`,
    `<cf-input oncf-change={(e) => e.detail.nosuch} />;`,
  ],
  "the detail of a flag": [
    `<cf-checkbox oncf-change={({ detail }) => flag.set(detail.checked)} />;`,
    `<cf-checkbox oncf-change={({ detail }) => title.set(detail.checked)} />;`,
  ],
  "the detail of a message": [
    `<cf-message-input oncf-send={(e) => e.detail.message.trim()} />;`,
    `<cf-message-input oncf-send={(e) => e.detail.text} />;`,
  ],
  "the reason of a modal": [
    `<cf-modal oncf-modal-close={(e) => e.detail.reason.trim()} />;`,
    `<cf-modal oncf-modal-close={(e) => e.detail.reason.toFixed()} />;`,
  ],
  "an annotated event": [
    `<cf-input oncf-input={(e: { detail: { value: string } }) => e.detail.value} />;`,
    `<cf-input oncf-input={(e: { detail: { value: number } }) => e.detail.value} />;`,
  ],
  "an annotated event that is not described": [
    `<cf-input oncf-keydown={(e: { key: string }) => e.key} />;`,
    `<cf-input oncf-keydown={(e: { key: string }) => e.code} />;`,
  ],
  "events of HTML": [
    `<input onInput={(e) => e.target?.value?.trim()} onKeyDown={(e) => e.key === "Enter"} onChange={(e: { target: { value: string } }) => e.target.value} />;`,
    `<input onInput={(e) => e.nosuch} />;`,
  ],
  "what serves an event": [
    `<cf-button onClick={save} /> ; <cf-button onClick={submit({ n: count })} />; <a onClick={action(() => {})} />; <b onClick={actions[0]} />; <i onClick={() => count.set(1)} />;`,
    `<cf-button onClick={3} />;`,
  ],
  "a choice of what serves an event": [
    `<cf-button onClick={n > 1 ? save : undefined} />; <p onClick={flag.get() && actions[0]} />;`,
    `<cf-button onClick={n > 1 ? "save" : undefined} />;`,
  ],
  "children": [
    `<p>a{1}{true}{null}{undefined}{title}{maybe}{items.map((i) => <b>{i.title}</b>)}{view}{Row({ item })}{[[<i />]]}</p>;`,
    `<p>{item}</p>;`,
  ],
  "children are no functions": [`<p>{title}</p>;`, `<p>{() => title}</p>;`],
  "a pattern as tag": [
    `<Row item={item} onRemove={actions[0]} key={1} />;`,
    `<Row items={items} />;`,
  ],
  "a pattern as tag takes cells": [
    `<Row item={new Writable(item)} />;`,
    `<Row item={title} />;`,
  ],
  "a function as tag": [`<Plain a={1} />;`, `<Plain a="x" />;`],
  "what a tag gives": [
    `const a: JSXElement = <p />; const b: VNode = <p />; const c: JSX.Element = <p />; const f = (): VNode => <p />; [a, b, c, f];`,
    `const a: string = <p />; a;`,
  ],
  "fragments": [`<>{title}<b /></>;`, `<><b style={3} /></>;`],
  "events as types": [
    `const f = (e: CustomEvent<{ a: number }>, p: Event) => [e.detail?.a, p.target?.value, e.stopPropagation?.()]; f;`,
    `const f = (e: CustomEvent<{ a: number }>) => e.detail?.b; f;`,
  ],
});
