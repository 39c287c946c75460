import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../text/span.ts';
import type { Expression } from './expressions.ts';
import type { Binding, Export, Import, SourceClass, SourceEvent, SourceFunction } from './model.ts';

/** How one language's tree becomes the model. Statements and expressions are read through `Lowering`, which counts depth. */
export interface Front {
  expression(node: SyntaxNode, to: Lowering): Expression;
  statement(node: SyntaxNode, to: Lowering): void;
  /** What stands in a file or block. */
  child(node: SyntaxNode, to: Lowering): void;
  /** Whether what stands behind a node may take something from it, as a function does its comment. */
  leads(node: SyntaxNode): boolean;
}

/** Deeper nesting is not entered: a recursive reader would overflow the stack (measured at 5,000 blocks). */
const MAX_DEPTH = 400;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
/** A function while it is being read. */
export type OpenFunction = Omit<Writable<SourceFunction>, 'events'> & { events: SourceEvent[] };
export type OpenClass = Omit<Writable<SourceClass>, 'fields' | 'methods'> & {
  fields: SourceClass['fields'][number][];
  methods: SourceFunction[];
};

/** The state of reading a file, or some statements at its top: what was found so far, and in which function we are. */
export class Lowering {
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  readonly functions: SourceFunction[] = [];
  readonly classes: OpenClass[] = [];
  /** What is done at the top. */
  readonly events: SourceEvent[] = [];
  /** Go's package clause. */
  package: string | undefined;
  cut = false;
  #current: OpenFunction | undefined;
  #owner: OpenClass | undefined;
  #depth = 1;

  readonly #text: string;
  readonly #at: number;
  readonly #front: Front;

  /**
   * @param text all of the file that is looked at
   * @param at where that text begins in the file
   */
  constructor(text: string, front: Front, at = 0) {
    this.#text = text;
    this.#at = at;
    this.#front = front;
  }

  /** The class whose body is being read. */
  get owner(): OpenClass | undefined {
    return this.#owner;
  }

  textOf({ from, to }: Span2): string {
    return this.between(from, to);
  }

  between(from: number, to: number): string {
    return this.#text.slice(from - this.#at, to - this.#at);
  }

  /** Reads statements that stand at the top. */
  read(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) this.#front.child(node, this);
  }

  expression(node: SyntaxNode): Expression {
    if (!this.#enter()) return other(node, []);
    const found = this.#front.expression(node, this);
    this.#depth -= 1;
    return found;
  }

  statement(node: SyntaxNode): void {
    if (!this.#enter()) return;
    this.#front.statement(node, this);
    this.#depth -= 1;
  }

  emit(event: SourceEvent): void {
    (this.#current?.events ?? this.events).push(event);
  }

  /** Reads a function's body: what is emitted meanwhile is its own. */
  inside(fn: OpenFunction, read: () => void): SourceFunction {
    const before = this.#current;
    const owner = this.#owner;
    if (before) fn.outer = before;
    this.functions.push(fn);
    this.#current = fn;
    this.#owner = undefined;
    read();
    this.#current = before;
    this.#owner = owner;
    fn.events = exact(fn.events);
    fn.params = exact(fn.params);
    return fn;
  }

  insideClass(type: OpenClass, read: () => void): void {
    const before = this.#owner;
    this.classes.push(type);
    this.#owner = type;
    read();
    this.#owner = before;
  }

  #enter(): boolean {
    if (this.#depth < MAX_DEPTH) {
      this.#depth += 1;
      return true;
    }
    this.cut = true;
    return false;
  }
}

/** A list that stays, without the room that V8 gives to one that grows: seventeen places for the first entry. */
export function exact<T>(list: readonly T[]): T[] {
  return list.slice();
}

interface Span2 {
  readonly from: number;
  readonly to: number;
}

/** The range of a node, or from one node to another. */
export function spanOf(from: Span2, to: Span2 = from): Span {
  return { start: from.from, end: to.to };
}

export function other(node: Span2, parts: readonly Expression[]): Expression {
  return { kind: 'other', parts, start: node.from, end: node.to };
}

export function openFunction(kind: SourceFunction['kind'], at: Span): OpenFunction {
  return {
    name: '',
    kind,
    isStatic: false,
    isAsync: false,
    params: [],
    decorators: [],
    body: at,
    events: [],
    start: at.start,
    end: at.end,
  };
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** Asks once about each name of a node: there are few, and a file has many nodes. */
export function byName(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = ask(name);
      known.set(name, answer);
    }
    return answer;
  };
}

/** A plain name as a binding. */
export function bind(node: Span2, name: string, path: readonly string[] = []): Binding {
  return { name, path, start: node.from, end: node.to };
}
