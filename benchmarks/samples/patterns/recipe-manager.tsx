import {
  action,
  computed,
  Default,
  generateObject,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

interface Ingredient {
  name: string;
  amount: number;
  unit: string | Default<"">;
}

/** A recipe for a number of servings. */
interface Recipe {
  title: string;
  servings: number | Default<2>;
  minutes: number | Default<30>;
  tags: string[] | Default<[]>;
  ingredients: Ingredient[] | Default<[]>;
  steps: string[] | Default<[]>;
  favourite: boolean | Default<false>;
}

/** What a model proposes. */
interface Suggestion {
  title: string;
  reason: string;
  /** Names only. */
  missing: string[];
}

interface Input {
  recipes: Writable<Recipe[] | Default<[]>>;
  pantry: string[] | Default<[]>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  recipes: Recipe[];
  count: number;
  tags: string[];
  addRecipe: Stream<{ title: string }>;
}

interface RecipeInput {
  recipe: Recipe;
  pantry: string[];
  scale: number | Default<1>;
}

interface RecipeOutput {
  [NAME]: string;
  [UI]: VNode;
  missing: string[];
}

const EMPTY: Recipe = {
  title: "New recipe",
  servings: 2,
  minutes: 30,
  tags: [],
  ingredients: [],
  steps: [],
  favourite: false,
};

const amountText = (amount: number, unit: string): string =>
  `${Math.round(amount * 100) / 100}${unit === "" ? "" : ` ${unit}`}`;

const missingFrom = lift(
  (input: { ingredients: Ingredient[]; pantry: string[] }): string[] =>
    input.ingredients
      .map((ingredient) => ingredient.name)
      .filter((name) => !input.pantry.includes(name)),
);

const addRecipe = handler<{ title: string }, { recipes: Writable<Recipe[]> }>(
  ({ title }, { recipes }) => {
    recipes.push({ ...EMPTY, title: title || EMPTY.title });
  },
);

const addIngredient = handler<
  { detail: { message: string } },
  { recipe: Writable<Recipe> }
>(({ detail }, { recipe }) => {
  const match = /^([\d.]+)\s*(g|kg|ml|l|cups?)?\s+(.+)$/.exec(detail.message);
  recipe.key("ingredients").push({
    name: match?.[3] ?? detail.message,
    amount: match === null ? 1 : Number(match[1]),
    unit: match?.[2] ?? "",
  });
});

const RecipeCard = pattern<RecipeInput, RecipeOutput>(
  ({ recipe, pantry, scale }) => {
    const missing = missingFrom({ ingredients: recipe.ingredients, pantry });
    return {
      [NAME]: recipe.title,
      [UI]: (
        <cf-card>
          <cf-hstack justify="between">
            <cf-heading level={4}>{recipe.title}</cf-heading>
            <cf-text>
              {recipe.minutes} min, {recipe.servings * scale} servings
            </cf-text>
          </cf-hstack>
          <ul>
            {recipe.ingredients.map((ingredient) => (
              <li>
                {amountText(ingredient.amount * scale, ingredient.unit)} {ingredient.name}
                {pantry.includes(ingredient.name) ? "" : " (to buy)"}
              </li>
            ))}
          </ul>
          {missing.length > 0
            ? <cf-badge color="orange">{missing.length} missing</cf-badge>
            : <cf-badge color="green">Ready to cook</cf-badge>}
          <ol>
            {recipe.steps.map((step, index) => (
              <li>
                <b>{index + 1}</b> {step}
              </li>
            ))}
          </ol>
        </cf-card>
      ),
      missing,
    };
  },
);

export default pattern<Input, Output>(({ recipes, pantry }) => {
  const search = new Writable("");
  const scale = new Writable(1);
  const asked = new Writable("");

  const count = computed(() => recipes.get().length);
  const tags = computed(() =>
    [...new Set(recipes.get().flatMap((recipe) => recipe.tags))].toSorted()
  );
  const found = computed(() => {
    const wanted = search.get().toLowerCase();
    return recipes.get().filter((recipe) =>
      recipe.title.toLowerCase().includes(wanted) ||
      recipe.tags.some((tag) => tag === wanted)
    );
  });
  const suggestion = generateObject<Suggestion>({
    prompt: computed(() =>
      asked.get() === "" ? "" : `Suggest a dish with ${pantry.join(", ")}: ${asked.get()}`
    ),
    system: "You suggest dishes.",
  });
  const ask = action(() => asked.set(search.get()));

  return {
    [NAME]: computed(() => `Recipes (${count})`),
    [UI]: (
      <cf-screen>
        <cf-vstack gap="4" padding="4">
          <cf-hstack gap="2">
            <cf-input $value={search} placeholder="Search or ask" />
            <cf-input $value={scale} type="number" min={1} max={12} />
            <cf-button onClick={ask}>Suggest</cf-button>
          </cf-hstack>

          {suggestion.pending && <cf-loader />}
          {suggestion.result && (
            <cf-alert status="info">
              {suggestion.result.title}: {suggestion.result.reason}
            </cf-alert>
          )}

          <cf-hstack gap="1" wrap>
            {tags.map((tag) => <cf-chip label={tag} onClick={() => search.set(tag)} />)}
          </cf-hstack>

          {found.map((recipe) => <RecipeCard recipe={recipe} pantry={pantry} scale={scale} />)}

          <cf-heading level={3}>Edit</cf-heading>
          {recipes.map((recipe) => (
            <cf-collapsible label={recipe.title}>
              <cf-input $value={recipe.title} />
              <cf-checkbox $checked={recipe.favourite}>Favourite</cf-checkbox>
              <cf-message-input
                placeholder="250 g flour"
                oncf-send={addIngredient({ recipe })}
              />
            </cf-collapsible>
          ))}
          <cf-button onClick={() => recipes.push({ ...EMPTY })}>
            New recipe
          </cf-button>
        </cf-vstack>
      </cf-screen>
    ),
    recipes,
    count,
    tags,
    addRecipe: addRecipe({ recipes }),
  };
});
