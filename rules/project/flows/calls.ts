import type { Call } from '../../source/expressions.ts';
import type { Binding, SourceFunction } from '../../source/model.ts';
import { type Taint, UNKNOWN } from './taint.ts';

/** Which names of a function get which of the values that it is called with. */
export function argumentsOf(
  fn: SourceFunction,
  call: Call,
  given: readonly (Taint | undefined)[],
): readonly (readonly [Binding, Taint])[] {
  const bound = call.callee.kind === 'member' && /^(?:self|cls)$/.test(fn.params[0]?.name ?? '');
  const params = bound ? fn.params.slice(1) : fn.params;
  const found: (readonly [Binding, Taint])[] = [];
  let place = 0;
  for (const [index, { name }] of call.args.entries()) {
    const parameter =
      name === undefined ? params[place] : params.find((each) => each.name === name);
    if (name === undefined) place += 1;
    const taint = given[index];
    if (!taint || !parameter || isHarmless(parameter.type?.text)) continue;
    for (const binding of parameter.bindings) found.push([binding, taint]);
  }
  return found;
}

/** Numbers and truth values carry no text. */
function isHarmless(type: string | undefined): boolean {
  return /^(?:number|boolean|bigint|int|float|bool|int64|float64|uint|time\.Duration|date|datetime|UUID|Date)$/.test(
    type ?? '',
  );
}

/** A text with its placeholders filled: `%s`, `%v`, `{}`, `{name}`; numbers and quoted values are none of the model's. */
export function formatted(template: string, given: readonly (Taint | undefined)[]): string {
  let next = 0;
  return template.replace(/%%|%[-+ #0]{0,3}[\d.]{0,6}[a-zA-Z]|\{[^{}]{0,40}\}/g, (found) => {
    if (found === '%%') return '%';
    const taint = given[next];
    next += 1;
    return taint && !/%[-+ #0]{0,3}[\d.]{0,6}[dqfxbt]$/.test(found) ? taint.text : UNKNOWN;
  });
}

/** The text that a call makes of its values; undefined where it is that of its value. */
export function pathText(
  name: string,
  call: Call,
  object: Taint | undefined,
  given: readonly (Taint | undefined)[],
): string | undefined {
  const texts = call.args.map(({ value }, index) =>
    value.kind === 'text' ? value.value : (given[index]?.text ?? UNKNOWN),
  );
  if (/^(?:join|Join|joinpath|resolve)$/.test(name) && !object) return texts.join('/');
  if (name === 'joinpath') return [object?.text ?? UNKNOWN, ...texts].join('/');
  if (name === 'concat' && object) return [object.text, ...texts].join('');
  if (/^Sprintf$/.test(name)) {
    const template = call.args[0]?.value;
    return template?.kind === 'text' ? formatted(template.value, given.slice(1)) : undefined;
  }
  if (name === 'format' && call.callee.kind === 'member' && call.callee.object.kind === 'text')
    return formatted(call.callee.object.value, given);
  return undefined;
}
