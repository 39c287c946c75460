import { type Call, type Expression, lastName, textParts } from '../../source/expressions.ts';
import { givenTo, type Here } from './here.ts';

/** A text that is put together: what is written, and what is put in. */
export type Pieces = readonly (string | Expression)[];

/**
 * What a text is put together from: a template, a chain of `+`, `"…%s" % x`, `"…{}".format(x)`, `Sprintf`; where it has
 * a name, that of the expression it was given.
 *
 * @returns undefined for anything else, and where it is not written out here
 */
export function piecesOf(here: Here, expression: Expression): Pieces | undefined {
  if (expression.kind === 'id') {
    const given = givenTo(here, expression.name, expression.start);
    return given && given.kind !== 'id' ? piecesOf(here, given) : undefined;
  }
  if (expression.kind === 'binary' && expression.operator === '%')
    return filled(
      expression.left,
      expression.right.kind === 'list' ? expression.right.items : [expression.right],
      /%[sdvq]/g,
    );
  if (expression.kind === 'call') return called(expression);
  const parts = textParts(expression);
  if (parts.length === 0) return undefined;
  return parts.map((part) =>
    typeof part !== 'string' && part.kind === 'text' ? part.value : part,
  );
}

function called(call: Call): Pieces | undefined {
  const { callee, args } = call;
  const values = args.map(({ value }) => value);
  const [first, ...rest] = values;
  if (lastName(callee) === 'Sprintf' && first) return filled(first, rest, /%[sdvq]/g);
  if (lastName(callee) === 'format' && callee.kind === 'member' && !args.some((it) => it.name))
    return filled(callee.object, values, /\{\}/g);
  return undefined;
}

function filled(
  template: Expression,
  given: readonly Expression[],
  place: RegExp,
): Pieces | undefined {
  if (template.kind !== 'text') return undefined;
  const texts = template.value.split(place);
  if (texts.length !== given.length + 1 || /%%|\{\{|\}\}/.test(template.value)) return undefined;
  return texts.flatMap((text, index) => {
    const value = given[index];
    return value ? [text, value] : [text];
  });
}

/** A text as the language writes it, in quotes. */
export function quoted(text: string, language: string): string {
  const one = language !== 'python' && language !== 'go' && !text.includes("'");
  const quote = one ? "'" : '"';
  const inner = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replaceAll(quote, `\\${quote}`);
  return `${quote}${inner}${quote}`;
}

/** A value with text around it, as the language writes that. */
export function around(before: string, value: string, after: string, language: string): string {
  if (before === '' && after === '') return value;
  if (language === 'go')
    return [before && quoted(before, 'go'), value, after && quoted(after, 'go')]
      .filter((it) => it !== '')
      .join(' + ');
  if (language === 'python') return `f"${before}{${value}}${after}"`;
  return `\`${before}\${${value}}${after}\``;
}
