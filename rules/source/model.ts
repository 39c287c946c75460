import type { Span } from '../text/span.ts';
import type { Expression } from './expressions.ts';

/** The languages that are read into the model; Markdown has its own shape, in `markdown/`. */
export type SourceLanguage = 'typescript' | 'tsx' | 'javascript' | 'python' | 'go';

/** Statements that stand together at the top of a file, read. */
export interface ModulePart {
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly functions: readonly SourceFunction[];
  readonly classes: readonly SourceClass[];
  /** What they do at the top. */
  readonly events: readonly SourceEvent[];
  readonly package: string | undefined;
  /** Whether what is nested too deep was left out. */
  readonly cut: boolean;
}

/** One file, read. Offsets are UTF-16 code units of its text. */
export interface SourceModule {
  readonly path: string;
  readonly language: SourceLanguage;
  /** Go's package clause. */
  readonly package?: string;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** What stands at the top, as a function nobody calls by name. */
  readonly top: SourceFunction;
  /** Every function of the file, inner ones and methods included, in source order; `top` is not among them. */
  readonly functions: readonly SourceFunction[];
  readonly classes: readonly SourceClass[];
  /** Where the grammar did not understand the text, as while somebody types. */
  readonly errors: readonly Span[];
  readonly comments: readonly Span[];
  /** Why the file was not read, or not to its end; what is missing here may well be there. */
  readonly cut?: 'too-large' | 'too-deep' | 'failed';
  /** Of a file that is typed in: what its lists are made of. A part that is not changed is the same in the next version. */
  readonly parts?: readonly ModulePart[];
}

export interface Import extends Span {
  readonly local: string;
  /** `*` is the whole module, `default` its default export. */
  readonly name: string;
  /** As written: `./a.js`, `..pkg.mod`, `github.com/a/b`. */
  readonly from: string;
  readonly typeOnly: boolean;
}

export interface Export extends Span {
  /** `default` and `*` as in imports; CommonJS `module.exports =` is `default`. */
  readonly name: string;
  /** The local name that goes out, or the name in the module `from`. */
  readonly local?: string;
  readonly from?: string;
  readonly value?: Expression;
}

/** A class; of Go a named type with its fields and the methods that are written for it. */
export interface SourceClass extends Span {
  readonly name: string;
  readonly nameAt: Span;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly fields: readonly Field[];
  readonly methods: readonly SourceFunction[];
  readonly doc?: string;
}

export interface Field extends Span {
  readonly name: string;
  readonly nameAt: Span;
  readonly isStatic: boolean;
  readonly value?: Expression;
  readonly type?: TypeText;
  /** A Go struct tag, without its quotes. */
  readonly tag?: string;
}

/** A type as written. Python's types are expressions and are given as such, too. */
export interface TypeText extends Span {
  readonly text: string;
  readonly expression?: Expression;
}

export interface SourceFunction extends Span {
  /** Empty when it has none; a closure has the name of what it is assigned to. */
  readonly name: string;
  readonly nameAt?: Span;
  readonly kind: 'top' | 'function' | 'method' | 'getter' | 'closure';
  readonly isStatic: boolean;
  readonly isAsync: boolean;
  readonly params: readonly Parameter[];
  readonly returns?: TypeText;
  readonly decorators: readonly Expression[];
  readonly doc?: string;
  /** The class, or Go receiver type, that it belongs to. */
  readonly owner?: string;
  /** What Go calls the receiver; `self` of Python is the first parameter. */
  readonly receiver?: string;
  /** The function that it stands in; none at the top of a file. */
  readonly outer?: SourceFunction;
  readonly body: Span;
  /** What it does, flat, in source order. Ranges of tests, catches and loops say what stands inside them. */
  readonly events: readonly SourceEvent[];
}

export interface Parameter extends Span {
  /** Empty when it is a pattern. */
  readonly name: string;
  readonly bindings: readonly Binding[];
  readonly type?: TypeText;
  readonly fallback?: Expression;
  readonly optional: boolean;
  /** `...x` or `*x`, and `**x`. */
  readonly rest: 'no' | 'list' | 'keywords';
  readonly keywordOnly: boolean;
}

/** A name that gets a value, and where in that value it is: `{ a: { b } }` binds `b` at `a.b`. */
export interface Binding extends Span {
  readonly name: string;
  /** Keys and places; `*` is the rest of a pattern. */
  readonly path: readonly string[];
  readonly fallback?: Expression;
}

export type SourceEvent = Span &
  (
    | {
        readonly kind: 'assign';
        readonly bindings: readonly Binding[];
        readonly value: Expression;
        readonly type?: TypeText;
        /** `for (x of value)`: the names get one element after the other. */
        readonly element: boolean;
        /** `+=`: the operator without its equals sign. */
        readonly update?: string;
        readonly declares: boolean;
      }
    | { readonly kind: 'expression'; readonly value: Expression }
    | { readonly kind: 'return'; readonly value?: Expression }
    | { readonly kind: 'throw'; readonly value?: Expression }
    | {
        readonly kind: 'test';
        readonly test: Expression;
        readonly whenTrue: Span;
        readonly whenFalse?: Span;
        /** Whether the first branch always leaves: returns, throws, continues, breaks or ends the program. */
        readonly leaves: boolean;
      }
    | {
        readonly kind: 'case';
        readonly on: Expression;
        /** Empty: the default. */
        readonly values: readonly Expression[];
        readonly body: Span;
      }
    | { readonly kind: 'try'; readonly body: Span }
    | { readonly kind: 'catch'; readonly names: readonly Binding[]; readonly body: Span }
    | { readonly kind: 'loop'; readonly body: Span }
    | { readonly kind: 'function'; readonly function: SourceFunction }
    | { readonly kind: 'class'; readonly class: SourceClass }
  );
