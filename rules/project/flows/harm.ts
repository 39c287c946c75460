import { argumentOf, type Call, type Expression, lastName } from '../../source/expressions.ts';
import type { SourceLanguage } from '../../source/model.ts';
import { STATEMENT } from '../signals/sql.ts';
import type { Callee } from './names.ts';
import { clientSink, OPTIONED, QUERY, SCRIPT_OPTION, SHELLS, type Sink, sinkOf } from './sinks.ts';
import { type FlowKind, HOLE, kind, type Taint, whole } from './taint.ts';

/** What one argument of a call can do with what the model gave. */
export interface Harm {
  readonly kind: FlowKind;
  readonly taint: Taint;
  readonly argument: Expression;
}

type Read = (expression: Expression) => Taint | undefined;

const PATH_METHODS =
  /^(?:read_text|write_text|read_bytes|write_bytes|unlink|mkdir|iterdir|rmdir|rglob)$/;

/** Where a call does harm; none where it does not, or where what it is given was looked over. */
export function harmsOf(
  call: Call,
  callee: Callee,
  language: SourceLanguage,
  read: Read,
): readonly Harm[] {
  const method = lastName(call.callee);
  const sink = sinkOf(language, callee.name) ?? clientSink(callee.made, method);
  const found: Harm[] = [];
  const add = (as: FlowKind, taint: Taint | undefined, argument: Expression): void => {
    const value = whole(taint);
    if (value && !value.level && (value.cleared & kind(as)) === 0 && isHarm(as, value))
      found.push({ kind: as, taint: value, argument });
  };
  if (sink?.kind === 'program') programs(call, sink, add, read);
  else if (sink) {
    for (const place of sink.args) {
      const argument =
        typeof place === 'number'
          ? positional(call, place)
          : call.args.find(({ name }) => name === place)?.value;
      if (argument) add(sink.kind, read(addressIn(sink, argument)), argument);
    }
  } else if (call.callee.kind === 'member') {
    const first = positional(call, 0);
    const place = /Context$/.test(method) ? 1 : 0;
    const statement = place === 0 ? first : positional(call, 1);
    if (QUERY.test(method) && statement && call.form !== 'tag')
      add('sql', read(statement), statement);
    if (language === 'python' && PATH_METHODS.test(method)) {
      const { object } = call.callee;
      add('path', read(object), object);
    }
  }
  if (callee.name === 'yaml.load' && language === 'python') unsafeYaml(call, add, read);
  return found;
}

type Add = (as: FlowKind, taint: Taint | undefined, argument: Expression) => void;

function positional(call: Call, place: number): Expression | undefined {
  return call.args.filter(({ name }) => name === undefined)[place]?.value;
}

/** `axios({ url })`. */
function addressIn({ kind: sink }: Sink, argument: Expression): Expression {
  if (sink !== 'url' || argument.kind !== 'object') return argument;
  return argument.properties.find(({ key }) => key === 'url')?.value ?? argument;
}

/** A program with a list of what it is given: a shell among them makes a script of one of the words. */
function programs(call: Call, sink: Sink, add: Add, read: Read): void {
  const place = Number(sink.args[0] ?? 0);
  const first = positional(call, place);
  if (!first) return;
  if (throughShell(call)) {
    const taint = read(first);
    add('shell', taint ?? listAfter(call, place, read), first);
    return;
  }
  if (first.kind === 'list') {
    words(first.items, add, read);
    return;
  }
  const rest = positional(call, place + 1);
  if (first.kind === 'text' && SHELLS.test(first.value)) {
    const items =
      rest?.kind === 'list' ? rest.items : call.args.slice(place + 1).map(({ value }) => value);
    script(items, add, read);
    return;
  }
  if (first.kind === 'text') {
    const items =
      rest?.kind === 'list' ? rest.items : call.args.slice(place + 1).map(({ value }) => value);
    if (OPTIONED.test(first.value)) options(items, add, read);
    return;
  }
  const taint = read(first);
  // A list that was made elsewhere: only its first word is a program.
  if (taint?.parts) {
    const [program] = [taint.parts.get('0')];
    if (taint.list !== 'constant-first')
      add('program', program ?? (taint.list ? undefined : taint), first);
  } else add('program', taint, first);
}

function listAfter(call: Call, place: number, read: Read): Taint | undefined {
  const rest = positional(call, place + 1);
  return rest?.kind === 'list' ? read(rest) : undefined;
}

function words(items: readonly Expression[], add: Add, read: Read): void {
  const [program] = items;
  if (!program) return;
  if (program.kind === 'text' && SHELLS.test(program.value)) script(items.slice(1), add, read);
  else if (program.kind === 'text' && OPTIONED.test(program.value))
    options(items.slice(1), add, read);
  else if (program.kind !== 'spread') add('program', read(program), program);
}

function script(items: readonly Expression[], add: Add, read: Read): void {
  const option = items.findIndex((item) => item.kind === 'text' && SCRIPT_OPTION.test(item.value));
  const given = option < 0 ? undefined : items[option + 1];
  if (given) add('shell', read(given), given);
}

/** Options that take no value: what stands behind is a word of its own. */
const FLAGS =
  /^--(?:oneline|stat|name-only|name-status|porcelain|quiet|cached|staged|no-pager|no-color|all|bare|short|hard|soft|force|verbose)$/;

/** Words that begin with what the model gave: with a `-` they are options, unless these have ended before. */
function options(items: readonly Expression[], add: Add, read: Read): void {
  for (const [index, item] of items.entries()) {
    if (item.kind === 'text' && /^--(?:end-of-options)?$/.test(item.value)) return;
    if (item.kind === 'spread' || item.kind === 'list') continue;
    const before = items[index - 1];
    // The value of an option: `-m`, message.
    if (before?.kind === 'text' && /^-/.test(before.value) && !FLAGS.test(before.value)) continue;
    add('option', read(item), item);
  }
}

function throughShell(call: Call): boolean {
  const named = argumentOf(call, 'shell');
  if (named) return named.kind === 'literal' && named.value === true;
  return call.args.some(
    ({ value }) =>
      value.kind === 'object' &&
      value.properties.some(
        ({ key, value: set }) =>
          key === 'shell' &&
          !(set.kind === 'literal' && set.value === false) &&
          set.kind !== 'conditional',
      ),
  );
}

function unsafeYaml(call: Call, add: Add, read: Read): void {
  const loader = argumentOf(call, 'Loader', 1);
  const first = positional(call, 0);
  if (first && !(loader && /Safe/.test(lastName(loader)))) add('code', read(first), first);
}

/** Whether the model's part stands where it does harm. */
function isHarm(as: FlowKind, { text, list }: Taint): boolean {
  if (list) return as === 'shell';
  if (as === 'url') return opensHost(text);
  if (as === 'option') return text.startsWith(HOLE);
  if (as !== 'sql') return true;
  // To explain a statement is to take it from whoever asks.
  if (/^\s{0,99}EXPLAIN\b/i.test(text)) return false;
  if (
    text === HOLE ||
    !text.includes(HOLE) ||
    !(STATEMENT.test(text) || /^\s{0,99}USE\s/i.test(text))
  )
    return false;
  // A wrapper around a statement that is the model's to write.
  return !new RegExp(`\\(\\s*${HOLE}\\s*;?\\s*\\)`).test(text);
}

/** Whether the value decides which host is asked: nothing fixed stands before it. */
function opensHost(text: string): boolean {
  if (text.startsWith(HOLE)) return true;
  const rest = /^https?:\/\/(.*)$/s.exec(text)?.[1];
  return (
    rest !== undefined &&
    (rest === HOLE || rest.startsWith(`${HOLE}/`) || rest.startsWith(`${HOLE}:`))
  );
}
