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
  type Handle<T = unknown> = import("commonfabric").AnyBrandedCell<T>;
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    key?: unknown;
  }

  /** A one-way value, or a cell of it. */
  type Value<T> = T | Handle<T | undefined> | undefined;
  /** A two-way binding: the component reads and writes the cell itself. */
  type Binding<T> = T | Handle<T | null | undefined> | null | undefined;
  /** A stream, a bound handler, or a function of the event. */
  type EventHandler<D = unknown> =
    | Handle
    | ((event: import("commonfabric").UIEvent<D>) => unknown)
    | null
    | undefined
    | false;

  interface CommonProps {
    key?: unknown;
    id?: Value<string>;
    slot?: Value<string>;
    part?: Value<string>;
    class?: Value<string>;
    className?: Value<string>;
    style?: Value<string | { readonly [property: string]: unknown }>;
    children?: Child;
    [on: `on${string}`]: EventHandler<any>;
    [bind: `$${string}`]: unknown;
    [attribute: string]: unknown;
  }

  type Text = Value<string>;
  type Amount = Value<string | number>;
  type Flag = Value<boolean>;

  interface Stack extends CommonProps {
    gap?: Amount;
    padding?: Amount;
    align?: Text;
    justify?: Text;
    wrap?: Flag;
    reverse?: Flag;
  }
  interface Button extends CommonProps {
    variant?: Text;
    color?: Text;
    size?: Text;
    disabled?: Flag;
    type?: Text;
  }
  interface Scroll extends CommonProps {
    flex?: Value<boolean | string | number>;
    showScrollbar?: Flag;
    fadeEdges?: Flag;
    snapToBottom?: Flag;
    "oncf-scroll"?: EventHandler;
  }
  interface ValueChange {
    readonly value: string;
    readonly oldValue?: string;
    readonly name?: string;
  }
  interface TextField extends CommonProps {
    type?: Text;
    placeholder?: Text;
    value?: Amount;
    disabled?: Flag;
    readonly?: Flag;
    required?: Flag;
    name?: Text;
    min?: Amount;
    max?: Amount;
    step?: Amount;
    pattern?: Text;
    maxlength?: Amount;
    $value?: Binding<string | number>;
    "oncf-input"?: EventHandler<ValueChange>;
    "oncf-change"?: EventHandler<ValueChange>;
    "oncf-focus"?: EventHandler<ValueChange>;
    "oncf-blur"?: EventHandler<ValueChange>;
    "oncf-keydown"?: EventHandler;
    "oncf-submit"?: EventHandler;
  }
  interface TextArea extends TextField {
    rows?: Amount;
    cols?: Amount;
  }
  interface Heading extends CommonProps {
    level?: Amount;
  }
  interface Label extends CommonProps {
    for?: Text;
    required?: Flag;
    disabled?: Flag;
    variant?: Text;
    tone?: Text;
    truncate?: Flag;
  }
  interface Toggle extends CommonProps {
    checked?: Flag;
    disabled?: Flag;
    name?: Text;
    $checked?: Binding<boolean>;
    $pressed?: Binding<boolean>;
    "oncf-change"?: EventHandler<{ readonly checked: boolean }>;
  }
  interface Loader extends CommonProps {
    size?: Text;
    "oncf-stop"?: EventHandler;
  }
  interface Choice {
    readonly label: string;
    readonly value: unknown;
  }
  interface Select extends CommonProps {
    items?: Value<readonly Choice[]>;
    multiple?: Flag;
    disabled?: Flag;
    placeholder?: Text;
    name?: Text;
    $value?: unknown;
    "oncf-change"?: EventHandler<{ readonly value: unknown; readonly items: readonly Choice[] }>;
  }
  interface Badge extends CommonProps {
    label?: Text;
    color?: Text;
    variant?: Text;
    size?: Text;
    removable?: Flag;
    interactive?: Flag;
    "oncf-remove"?: EventHandler;
    "oncf-click"?: EventHandler;
  }
  interface Render extends CommonProps {
    variant?: Value<"full" | "tile" | "chip">;
    $cell?: unknown;
  }
  interface CellLink extends CommonProps {
    link?: Text;
    label?: Text;
    static?: Flag;
    $cell?: unknown;
  }
  interface Tabs extends CommonProps {
    orientation?: Text;
    variant?: Text;
    value?: Text;
    selected?: Flag;
    disabled?: Flag;
    $value?: Binding<string>;
    "oncf-change"?: EventHandler<ValueChange>;
  }
  interface Field extends CommonProps {
    label?: Text;
    required?: Flag;
    error?: Text;
    help?: Text;
  }
  interface Modal extends CommonProps {
    size?: Text;
    dismissible?: Flag;
    label?: Text;
    $open?: Binding<boolean>;
    "oncf-modal-open"?: EventHandler;
    "oncf-modal-close"?: EventHandler<{ readonly reason: string }>;
  }
  interface Markdown extends CommonProps {
    content?: Text;
    compact?: Flag;
    variant?: Text;
    $content?: Binding<string>;
    "oncf-checkbox-change"?: EventHandler;
  }
  interface MessageInput extends CommonProps {
    placeholder?: Text;
    disabled?: Flag;
    value?: Text;
    "oncf-send"?: EventHandler<{ readonly message: string }>;
  }

  type HtmlTag =
    | "div" | "span" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "button" | "label"
    | "input" | "textarea" | "select" | "option" | "ul" | "ol" | "li" | "a" | "img" | "table"
    | "thead" | "tbody" | "tr" | "th" | "td" | "strong" | "em" | "b" | "i" | "u" | "code" | "pre"
    | "blockquote" | "hr" | "br" | "small" | "section" | "header" | "footer" | "main" | "nav"
    | "article" | "aside" | "details" | "summary" | "form" | "fieldset" | "legend" | "video"
    | "audio" | "canvas" | "iframe" | "progress" | "abbr" | "address" | "caption" | "cite" | "col"
    | "colgroup" | "datalist" | "dd" | "del" | "dialog" | "dl" | "dt" | "figcaption" | "figure"
    | "hgroup" | "ins" | "kbd" | "mark" | "meter" | "optgroup" | "output" | "picture" | "q" | "s"
    | "samp" | "search" | "source" | "sub" | "sup" | "tfoot" | "time" | "track" | "var" | "wbr";
  type SvgTag =
    | "svg" | "g" | "path" | "circle" | "ellipse" | "line" | "polyline" | "polygon" | "rect"
    | "text" | "tspan" | "defs" | "use" | "symbol" | "marker" | "mask" | "pattern" | "clipPath"
    | "linearGradient" | "radialGradient" | "stop" | "title" | "desc" | "image"
    | "foreignObject";
  type Plain = { readonly [tag in HtmlTag | SvgTag]: CommonProps };

  interface IntrinsicElements extends Plain {
    "cf-vstack": Stack;
    "cf-hstack": Stack;
    "cf-vgroup": Stack;
    "cf-hgroup": Stack;
    "cf-button": Button;
    "cf-vscroll": Scroll;
    "cf-hscroll": Scroll;
    "cf-input": TextField;
    "cf-textarea": TextArea;
    "cf-heading": Heading;
    "cf-label": Label;
    "cf-text": Label;
    "cf-checkbox": Toggle;
    "cf-switch": Toggle;
    "cf-toggle": Toggle;
    "cf-loader": Loader;
    "cf-select": Select;
    "cf-radio-group": Select;
    "cf-badge": Badge;
    "cf-chip": Badge;
    "cf-render": Render;
    "cf-cell-link": CellLink;
    "cf-tabs": Tabs;
    "cf-tab": Tabs;
    "cf-tab-bar": Tabs;
    "cf-tab-bar-item": Tabs;
    "cf-field": Field;
    "cf-modal": Modal;
    "cf-markdown": Markdown;
    "cf-message-input": MessageInput;
    "cf-prompt-input": MessageInput;
    [component: `cf-${string}`]: CommonProps;
  }
}
