/**
 * JSX of authored modules: the global `JSX` namespace and the helper namespace that compiled
 * modules get. A few shared records; fallbacks are template-literal index signatures, which keep
 * contextual typing of event handlers.
 */
declare const __cfHelpers: typeof import("commonfabric") & {
  readonly h: {
    (tag: unknown, props: unknown, ...children: unknown[]): import("commonfabric").VNode;
    readonly fragment: unknown;
  };
};

declare namespace JSX {
  type Element = import("commonfabric").JSXElement;
  type Child = import("commonfabric").RenderNode;
  type UIEvent<D> = import("commonfabric").UIEvent<D>;
  type Handle<T = unknown> = import("commonfabric").AnyBrandedCell<T>;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  /** Tags by name, pattern factories and plain functions. */
  type ElementType = string | ((props: any) => unknown);
  interface IntrinsicAttributes {
    key?: unknown;
  }

  /** A one-way value, or a cell of it. */
  type Value<T> = T | Handle<T | null | undefined> | null | undefined;
  /** A two-way binding: the component reads and writes the cell itself. */
  type Binding<T> = T | Handle<T | null | undefined> | null | undefined;
  interface DetailedEvent<D> extends UIEvent<D> {
    readonly detail: D;
  }
  /** A method, so that a parameter may be annotated with the part of the event that is used. */
  interface Listener<E> {
    listen(event: E): unknown;
  }
  /** A stream, a bound handler, or a function of the event. */
  type EventHandler<D = any> =
    | Handle
    | (unknown extends D ? AnyListener | Listener<UIEvent<any>>["listen"]
      : Listener<DetailedEvent<D>>["listen"])
    | null
    | undefined
    | false;
  /** A function of any event; without a signature, so that it types no parameter. */
  interface AnyListener {
    readonly call: unknown;
    readonly apply: unknown;
    readonly length: number;
  }

  interface CommonProps {
    key?: unknown;
    id?: Value<string>;
    slot?: Value<string>;
    part?: Value<string>;
    class?: Value<string>;
    className?: Value<string>;
    style?: Value<string | { readonly [property: string]: unknown }>;
    children?: Child;
    [on: `on${string}`]: EventHandler;
    [bind: `$${string}`]: unknown;
    [attribute: string]: unknown;
  }

  /** An attribute of text, a number or a flag; attributes are text in the end. */
  type Simple = Value<string | number | boolean>;
  type Attributes<Names extends string> = { readonly [name in Names]?: Simple };
  type Listeners<Names extends string, D = any> = {
    readonly [name in `on${Names}`]?: EventHandler<D>;
  };

  type Spacing = "gap" | "padding" | "px" | "py" | "pt" | "pr" | "pb" | "pl";
  type Placing = "align" | "justify" | "wrap" | "reverse" | "columns" | "rows";
  interface Stack extends CommonProps, Attributes<Spacing | Placing> {}
  interface Table extends CommonProps, Attributes<"striped" | "bordered" | "hover" | "size"> {}
  interface Button extends CommonProps, Attributes<"variant" | "color" | "size" | "disabled" | "type"> {}
  interface Card extends CommonProps, Attributes<"clickable"> {}
  interface Scroll
    extends
      CommonProps,
      Attributes<"flex" | "showScrollbar" | "fadeEdges" | "snapToBottom">,
      Listeners<"cf-scroll"> {}
  interface ValueChange {
    readonly value: string;
    readonly oldValue?: string;
    readonly name?: string;
  }
  type Editing = "placeholder" | "value" | "disabled" | "readonly" | "required" | "name";
  type Checking = "type" | "min" | "max" | "step" | "pattern" | "maxlength" | "size";
  interface TextField
    extends
      CommonProps,
      Attributes<Editing | Checking | "timing-strategy" | "timing-delay">,
      Listeners<"cf-input" | "cf-change" | "cf-focus" | "cf-blur", ValueChange>,
      Listeners<"cf-keydown" | "cf-submit"> {
    $value?: Binding<string | number>;
  }
  interface TextArea extends TextField, Attributes<"rows" | "cols" | "auto-resize"> {}
  interface Heading extends CommonProps, Attributes<"level" | "no-margin"> {}
  interface Label
    extends
      CommonProps,
      Attributes<"for" | "required" | "disabled" | "variant" | "tone" | "block" | "truncate"> {}
  interface Toggle
    extends
      CommonProps,
      Attributes<"checked" | "pressed" | "disabled" | "name" | "value">,
      Listeners<"cf-change", { readonly checked: boolean }> {
    $checked?: Binding<boolean>;
    $pressed?: Binding<boolean>;
  }
  interface Loader
    extends CommonProps, Attributes<"size" | "show-elapsed" | "show-stop">, Listeners<"cf-stop"> {}
  interface Choice {
    readonly label: string | number;
    readonly value: unknown;
  }
  interface Select
    extends
      CommonProps,
      Attributes<"multiple" | "disabled" | "placeholder" | "name">,
      Listeners<"cf-change", { readonly value: any; readonly items: readonly Choice[] }> {
    items?: Value<readonly (Choice | Handle)[]>;
    $value?: unknown;
  }
  interface Badge
    extends
      CommonProps,
      Attributes<"label" | "color" | "variant" | "size" | "removable" | "interactive">,
      Listeners<"cf-remove" | "cf-click"> {}
  interface Render extends CommonProps {
    variant?: Value<"full" | "tile" | "chip">;
    $cell?: unknown;
  }
  interface CellLink extends CommonProps, Attributes<"link" | "label" | "static"> {
    $cell?: unknown;
  }
  interface Tabs
    extends
      CommonProps,
      Attributes<"orientation" | "variant" | "value" | "selected" | "disabled">,
      Listeners<"cf-change", ValueChange> {
    $value?: Binding<string | number>;
  }
  interface Field extends CommonProps, Attributes<"label" | "required" | "error" | "help"> {}
  interface Modal
    extends
      CommonProps,
      Attributes<"size" | "presentation" | "dismissible" | "label">,
      Listeners<"cf-modal-open">,
      Listeners<"cf-modal-close", { readonly reason: string }> {
    $open?: Binding<boolean>;
  }
  interface Markdown
    extends
      CommonProps,
      Attributes<"content" | "compact" | "variant">,
      Listeners<"cf-checkbox-change"> {
    $content?: Binding<string>;
  }
  interface Avatar
    extends CommonProps, Attributes<"src" | "name" | "alt" | "size" | "shape" | "variant"> {
    $profile?: unknown;
  }
  interface Status
    extends
      CommonProps,
      Attributes<"message" | "status" | "value" | "max" | "indeterminate">,
      Listeners<"cf-dismiss"> {}
  interface Collapsible
    extends
      CommonProps,
      Attributes<"label" | "description" | "expanded" | "open" | "disabled">,
      Listeners<"cf-toggle"> {
    $open?: Binding<boolean>;
  }
  interface Picker
    extends
      CommonProps,
      Attributes<"placeholder" | "multiple" | "allowCustom">,
      Listeners<"cf-change" | "cf-select"> {
    $selectedIndex?: Binding<number>;
  }
  interface CodeEditor
    extends
      CommonProps,
      Attributes<"language" | "placeholder" | "readonly" | "lineNumbers" | "wordWrap" | "mode">,
      Listeners<"cf-change" | "backlink-click" | "backlink-create"> {
    $value?: Binding<string>;
  }
  interface Drag
    extends
      CommonProps,
      Attributes<"accept" | "disabled">,
      Listeners<"cf-drag-start" | "cf-drag-end" | "cf-drop"> {
    $cell?: unknown;
  }
  interface MessageInput
    extends
      CommonProps,
      Attributes<"placeholder" | "button-text" | "disabled" | "value">,
      Listeners<"cf-send", { readonly message: string }> {}

  type HtmlTag =
    | "div" | "span" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "button" | "label"
    | "input" | "textarea" | "select" | "option" | "ul" | "ol" | "li" | "a" | "img" | "table"
    | "thead" | "tbody" | "tr" | "th" | "td" | "strong" | "em" | "b" | "i" | "u" | "code" | "pre"
    | "blockquote" | "hr" | "br" | "small" | "section" | "header" | "footer" | "main" | "nav"
    | "article" | "aside" | "details" | "summary" | "form" | "fieldset" | "legend" | "video"
    | "audio" | "canvas" | "iframe" | "progress" | "abbr" | "address" | "caption" | "cite" | "col"
    | "colgroup" | "datalist" | "dd" | "del" | "dialog" | "dl" | "dt" | "figcaption" | "figure"
    | "hgroup" | "ins" | "kbd" | "mark" | "meter" | "optgroup" | "output" | "picture" | "q" | "s"
    | "samp" | "search" | "slot" | "source" | "style" | "sub" | "sup" | "tfoot" | "time" | "track" | "var" | "wbr";
  type SvgTag =
    | "svg" | "g" | "path" | "circle" | "ellipse" | "line" | "polyline" | "polygon" | "rect"
    | "text" | "tspan" | "defs" | "use" | "symbol" | "marker" | "mask" | "pattern" | "clipPath"
    | "linearGradient" | "radialGradient" | "stop" | "title" | "desc" | "image"
    | "foreignObject";
  type Plain = { readonly [tag in HtmlTag | SvgTag]: CommonProps };

  type Tags<Names extends string, P> = { readonly [tag in Names]: P };
  interface IntrinsicElements
    extends
      Plain,
      Tags<"cf-vstack" | "cf-hstack" | "cf-vgroup" | "cf-hgroup" | "cf-toolbar" | "cf-grid", Stack>,
      Tags<"cf-table", Table>,
      Tags<"cf-card", Card>,
      Tags<"cf-screen" | "cf-vscroll" | "cf-hscroll", Scroll>,
      Tags<"cf-button", Button>,
      Tags<"cf-input", TextField>,
      Tags<"cf-textarea", TextArea>,
      Tags<"cf-heading", Heading>,
      Tags<"cf-label" | "cf-text", Label>,
      Tags<"cf-checkbox" | "cf-switch" | "cf-toggle", Toggle>,
      Tags<"cf-loader", Loader>,
      Tags<"cf-select" | "cf-radio-group", Select>,
      Tags<"cf-badge" | "cf-chip", Badge>,
      Tags<"cf-render", Render>,
      Tags<"cf-cell-link", CellLink>,
      Tags<
        | "cf-tabs" | "cf-tab" | "cf-tab-list" | "cf-tab-panel" | "cf-tab-bar" | "cf-tab-bar-item",
        Tabs
      >,
      Tags<"cf-field", Field>,
      Tags<"cf-modal", Modal>,
      Tags<"cf-markdown" | "cf-svg", Markdown>,
      Tags<"cf-avatar" | "cf-profile-badge", Avatar>,
      Tags<"cf-empty-state" | "cf-alert" | "cf-progress" | "cf-skeleton", Status>,
      Tags<"cf-list-item" | "cf-collapsible", Collapsible>,
      Tags<"cf-autocomplete" | "cf-picker" | "cf-tags", Picker>,
      Tags<"cf-code-editor", CodeEditor>,
      Tags<"cf-drag-source" | "cf-drop-zone", Drag>,
      Tags<"cf-message-input" | "cf-prompt-input", MessageInput> {
    [component: `cf-${string}`]: CommonProps;
  }
}
