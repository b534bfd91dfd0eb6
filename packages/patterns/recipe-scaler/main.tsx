/** A recipe for any number of people. Structures hold reactive members, and are taken apart again. */
import {
  action,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { asText, scaled } from "./amounts.ts";

interface Ingredient {
  name: string;
  amount?: number;
  unit?: string;
}

interface Recipe {
  title: string;
  serves: number;
  ingredients: Ingredient[];
  steps: string[];
}

interface Input {
  recipe: Default<Recipe, {
    title: "Pancakes";
    serves: 4;
    ingredients: [
      { name: "flour"; amount: 200; unit: "g" },
      { name: "eggs"; amount: 2 },
      { name: "milk"; amount: 0.5; unit: "l" },
      { name: "salt" },
    ];
    steps: ["Mix.", "Rest.", "Fry."];
  }>;
  people: Writable<number | Default<4>>;
  units?: { metric: boolean };
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  people: number;
  list: string[];
  summary: { title: string; serves: number; steps: number };
  more: Stream<{ by?: number }>;
}

export default pattern<Input, Output>(
  ({ recipe: { title, serves, ingredients, steps }, people, units = { metric: true } }) => {
    const scale = { from: serves, to: people.get() };
    const labels = { ...scale, title };
    const { to: wanted } = labels;

    const list = ingredients.map(({ name, amount, unit }) =>
      amount === undefined
        ? name
        : `${asText(scaled(amount, scale.from, scale.to))} ${unit ?? ""}${unit ? " " : ""}${name}`
    );
    const more = action<{ by?: number }>(({ by = 1 }) => {
      people.set(Math.max(1, people.get() + by));
    });

    return {
      [NAME]: `${title} for ${wanted}`,
      [UI]: (
        <article>
          <h1>{labels.title}</h1>
          <cf-hstack>
            <cf-button disabled={wanted <= 1} onClick={() => more.send({ by: -1 })}>−</cf-button>
            <strong>{wanted} {wanted === 1 ? "person" : "people"}</strong>
            <cf-button onClick={more}>+</cf-button>
          </cf-hstack>
          <ul>{list.map((line) => <li>{line}</li>)}</ul>
          <ol>{steps.map((step, index) => <li>{index + 1}. {step}</li>)}</ol>
          {!units.metric && <em>Amounts are metric.</em>}
        </article>
      ),
      people,
      list,
      summary: { title, serves: wanted, steps: steps.length },
      more,
    };
  },
);
