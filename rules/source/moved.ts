import type { Span } from '../text/span.ts';
import type { Argument, Expression, Property } from './expressions.ts';
import type { OpenFunction } from './lowering.ts';
import type {
  Binding,
  Field,
  ModulePart,
  Parameter,
  SourceClass,
  SourceEvent,
  SourceFunction,
  TypeText,
} from './model.ts';

/** The same statements further down or up in their file, without reading them again. */
export function movedPart(part: ModulePart, by: number): ModulePart {
  const move = new Move(by);
  // First, outer ones before inner ones: what is found in a function belongs to one that is known.
  const functions = part.functions.map((it) => move.function(it));
  return {
    ...part,
    imports: part.imports.map((it) => move.span(it)),
    exports: part.exports.map((it) => {
      const moved = move.span(it);
      return it.value ? { ...moved, value: move.shared(it.value) } : moved;
    }),
    functions,
    classes: part.classes.map((it) => move.class(it)),
    events: part.events.map((it) => move.event(it)),
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * What is named in several places is one thing there, and stays one.
 *
 * Each copy is spread from one object, where it stands: a helper for all kinds, or a second spread, takes V8 longer than
 * all else here.
 */
class Move {
  readonly #by: number;
  readonly #functions = new Map<SourceFunction, SourceFunction>();
  readonly #classes = new Map<SourceClass, SourceClass>();
  readonly #expressions = new Map<Expression, Expression>();

  constructor(by: number) {
    this.#by = by;
  }

  span<T extends Span>(it: T): T {
    return { ...it, start: it.start + this.#by, end: it.end + this.#by };
  }

  #at({ start, end }: Span): Span {
    return { start: start + this.#by, end: end + this.#by };
  }

  function(fn: SourceFunction): SourceFunction {
    const known = this.#functions.get(fn);
    if (known) return known;
    const moved: OpenFunction = {
      ...fn,
      body: this.#at(fn.body),
      events: [],
      start: fn.start + this.#by,
      end: fn.end + this.#by,
    };
    // It stands in its own events' functions.
    this.#functions.set(fn, moved);
    if (fn.outer) moved.outer = this.function(fn.outer);
    if (fn.nameAt) moved.nameAt = this.#at(fn.nameAt);
    if (fn.returns) moved.returns = this.#type(fn.returns);
    moved.params = fn.params.map((it) => this.#parameter(it));
    moved.decorators = fn.decorators.map((it) => this.shared(it));
    moved.events = fn.events.map((it) => this.event(it));
    return moved;
  }

  class(type: SourceClass): SourceClass {
    const known = this.#classes.get(type);
    if (known) return known;
    const moved: SourceClass = {
      ...type,
      start: type.start + this.#by,
      end: type.end + this.#by,
      nameAt: this.#at(type.nameAt),
      bases: type.bases.map((it) => this.shared(it)),
      decorators: type.decorators.map((it) => this.shared(it)),
      fields: type.fields.map((it) => this.#field(it)),
      methods: type.methods.map((it) => this.function(it)),
    };
    this.#classes.set(type, moved);
    return moved;
  }

  event(event: SourceEvent): SourceEvent {
    const start = event.start + this.#by;
    const end = event.end + this.#by;
    switch (event.kind) {
      case 'assign': {
        const bindings = event.bindings.map((it) => this.#binding(it));
        const moved = { ...event, start, end, bindings, value: this.shared(event.value) };
        return event.type ? { ...moved, type: this.#type(event.type) } : moved;
      }
      case 'expression':
        return { kind: 'expression', value: this.shared(event.value), start, end };
      case 'return':
      case 'throw':
        return event.value
          ? { ...event, start, end, value: this.shared(event.value) }
          : { ...event, start, end };
      case 'test': {
        const test = this.shared(event.test);
        const moved = { ...event, start, end, test, whenTrue: this.#at(event.whenTrue) };
        return event.whenFalse ? { ...moved, whenFalse: this.#at(event.whenFalse) } : moved;
      }
      case 'case':
        return {
          ...event,
          start,
          end,
          on: this.shared(event.on),
          values: event.values.map((it) => this.shared(it)),
          body: this.#at(event.body),
        };
      case 'catch': {
        const names = event.names.map((it) => this.#binding(it));
        return { ...event, start, end, names, body: this.#at(event.body) };
      }
      case 'try':
      case 'loop':
        return { ...event, start, end, body: this.#at(event.body) };
      case 'function':
        return { ...event, start, end, function: this.function(event.function) };
      case 'class':
        return { ...event, start, end, class: this.class(event.class) };
    }
  }

  /** An expression that may stand in several places, as the value of two names does. */
  shared(expression: Expression): Expression {
    let moved = this.#expressions.get(expression);
    if (!moved) {
      moved = this.#expression(expression);
      this.#expressions.set(expression, moved);
    }
    return moved;
  }

  #expression(expression: Expression): Expression {
    const start = expression.start + this.#by;
    const end = expression.end + this.#by;
    switch (expression.kind) {
      case 'id':
        return { kind: 'id', name: expression.name, start, end };
      case 'text':
        return { kind: 'text', value: expression.value, start, end };
      case 'literal':
        return { ...expression, start, end };
      case 'member': {
        const { name } = expression;
        const object = this.#expression(expression.object);
        return { kind: 'member', object, name, nameAt: this.#at(expression.nameAt), start, end };
      }
      case 'index': {
        const object = this.#expression(expression.object);
        return { kind: 'index', object, index: this.#expression(expression.index), start, end };
      }
      case 'call': {
        const callee = this.#expression(expression.callee);
        const args = expression.args.map((it): Argument => {
          const value = this.#expression(it.value);
          return it.name === undefined ? { value } : { name: it.name, value };
        });
        return { kind: 'call', callee, args, form: expression.form, start, end };
      }
      case 'template': {
        const parts = expression.parts.map((it) =>
          typeof it === 'string' ? it : this.#expression(it),
        );
        return { kind: 'template', parts, start, end };
      }
      case 'binary': {
        const left = this.#expression(expression.left);
        const right = this.#expression(expression.right);
        return { kind: 'binary', operator: expression.operator, left, right, start, end };
      }
      case 'conditional':
        return {
          kind: 'conditional',
          test: this.#expression(expression.test),
          whenTrue: this.#expression(expression.whenTrue),
          whenFalse: this.#expression(expression.whenFalse),
          start,
          end,
        };
      case 'unary': {
        const { operator } = expression;
        return {
          kind: 'unary',
          operator,
          operand: this.#expression(expression.operand),
          start,
          end,
        };
      }
      case 'object': {
        const properties = expression.properties.map((it) => this.#property(it));
        return { ...expression, properties, start, end };
      }
      case 'list':
        return {
          ...expression,
          items: expression.items.map((it) => this.#expression(it)),
          start,
          end,
        };
      case 'spread':
        return { kind: 'spread', value: this.#expression(expression.value), start, end };
      case 'function':
        return { kind: 'function', function: this.function(expression.function), start, end };
      case 'assign': {
        const { operator } = expression;
        const target = this.#expression(expression.target);
        return {
          kind: 'assign',
          operator,
          target,
          value: this.shared(expression.value),
          start,
          end,
        };
      }
      case 'other': {
        const parts = expression.parts.map((it) => this.#expression(it));
        return { kind: 'other', parts, start, end };
      }
    }
  }

  #property(property: Property): Property {
    const moved: Writable<Property> = {
      ...property,
      start: property.start + this.#by,
      end: property.end + this.#by,
      keyAt: this.#at(property.keyAt),
      value: this.#expression(property.value),
    };
    if (property.computed) moved.computed = this.#expression(property.computed);
    return moved;
  }

  #parameter(parameter: Parameter): Parameter {
    const { type, fallback } = parameter;
    const moved: Writable<Parameter> = {
      ...parameter,
      start: parameter.start + this.#by,
      end: parameter.end + this.#by,
      bindings: parameter.bindings.map((it) => this.#binding(it)),
    };
    if (type) moved.type = this.#type(type);
    if (fallback) moved.fallback = this.shared(fallback);
    return moved;
  }

  #binding(binding: Binding): Binding {
    const { name, path, fallback } = binding;
    const { start, end } = this.#at(binding);
    if (!fallback) return { name, path, start, end };
    return { name, path, start, end, fallback: this.shared(fallback) };
  }

  #field(field: Field): Field {
    const { type, value } = field;
    const moved: Writable<Field> = {
      ...field,
      start: field.start + this.#by,
      end: field.end + this.#by,
      nameAt: this.#at(field.nameAt),
    };
    if (value) moved.value = this.shared(value);
    if (type) moved.type = this.#type(type);
    return moved;
  }

  #type(type: TypeText): TypeText {
    const { text, expression } = type;
    const { start, end } = this.#at(type);
    return expression
      ? { text, expression: this.#expression(expression), start, end }
      : { text, start, end };
  }
}
