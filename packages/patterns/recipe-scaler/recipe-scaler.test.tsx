/** Amounts are of the recipe, however often they are scaled; nothing is not the same as no amount. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import RecipeScaler from "./main.tsx";

export default pattern(() => {
  const people = new Writable(1);
  const recipe = RecipeScaler({
    recipe: {
      title: "Punch",
      serves: 3,
      ingredients: [{ name: "water", amount: 1, unit: "l" }, { name: "sugar", amount: 0 }, {
        name: "ice",
      }],
      steps: [],
    },
    people,
    units: { metric: false },
  });

  return {
    [TESTS]: [
      { assertion: assert(() => valueEqual(recipe.list, ["⅓ l water", "0 sugar", "ice"])) },
      { action: recipe.more, event: { by: 0 } },
      { action: recipe.more, event: {} },
      { assertion: assert(() => recipe.list[0] === "⅔ l water" && recipe.people === 2) },
      { action: action(() => people.set(7)) },
      { assertion: assert(() => recipe.list[0] === "2⅓ l water") },
      { action: action(() => people.set(300)) },
      { assertion: assert(() => recipe.list[0] === "100 l water") },
      { action: recipe.more, event: { by: -300 } },
      { assertion: assert(() => people.get() === 1 && recipe[NAME] === "Punch for 1") },
      {
        assertion: assert(() =>
          valueEqual(recipe.summary, { title: "Punch", serves: 1, steps: 0 })
        ),
      },
      { render: recipe[UI] },
    ],
  };
});
