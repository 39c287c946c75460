import type { SourceFunction } from '../../source/model.ts';
import type { Span } from '../../text/span.ts';

/** A place in a file of the project. */
export interface Place {
  readonly file: string;
  readonly span: Span;
}

/** How a tool is written down; one family of these a file in this folder. */
export type ToolStyle =
  | 'sdk-call'
  | 'object-call'
  | 'definition'
  | 'keyed-definition'
  | 'class'
  | 'decorated-method'
  | 'file'
  | 'python-decorator'
  | 'python-call'
  | 'python-definition'
  | 'go-options'
  | 'go-literal'
  | 'attribute';

/** A text of a tool; the value is null when it is put together at run time. */
export interface ToolText {
  readonly value: string | null;
  readonly at: Place;
}

export interface ToolSchema {
  readonly at: Place;
  /** What it is written in; `signature` are the parameters of the handler themselves. */
  readonly kind: 'zod' | 'json' | 'signature' | 'model' | 'struct' | 'options' | 'unknown';
  readonly parameters: readonly ToolParameter[];
  /** Whether every parameter was read; false when some come from a place that nobody can see here. */
  readonly complete: boolean;
}

export interface ToolParameter {
  readonly name: string;
  readonly at: Place;
  readonly type:
    | 'string'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'array'
    | 'object'
    | 'enum'
    | 'any'
    | 'unknown';
  readonly optional: boolean;
  readonly description?: string;
  /** What bounds it: `min`, `max`, `pattern`, `enum`, `format`, `literal` … */
  readonly limits: readonly string[];
}

export interface ToolAnnotations {
  readonly at: Place;
  /** Hints as written; null: given, but only known at run time. */
  readonly hints: Readonly<Record<string, boolean | string | null>>;
}

export interface ToolHandler {
  readonly file: string;
  readonly function: SourceFunction;
  /** The part of a dispatching function that is this tool's, when it is not the whole function. */
  readonly part?: Span;
}

export interface Tool {
  readonly name: string;
  readonly nameAt: Place;
  readonly style: ToolStyle;
  readonly title?: ToolText;
  readonly description?: ToolText;
  readonly schema?: ToolSchema;
  readonly annotations?: ToolAnnotations;
  readonly handler?: ToolHandler;
  /** The call, object, function or class that makes it a tool. */
  readonly at: Place;
  /** Other places of the same tool: its definition beside its registration, or the other way around. */
  readonly also: readonly Place[];
}

/** A place where tools are made whose names only a run would tell. */
export interface DynamicTools {
  readonly at: Place;
  readonly style: ToolStyle;
}

export interface ToolsFound {
  readonly tools: readonly Tool[];
  /** Never empty when tools may exist that are not in the list. */
  readonly dynamic: readonly DynamicTools[];
}
