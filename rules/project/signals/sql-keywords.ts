import { type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { resolve } from '../names/resolve.ts';
import { valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

const STATEMENT =
  /^(?:sql|query|statement|stmt|sql_?(?:query|text|statement)|query_?(?:text|string)|normalized\w*|trimmed\w*|cleaned\w*|upper\w*|lower\w*)$/i;
const SENDS =
  /^(?:query|execute|executemany|run|all|get|prepare|exec|unsafe|raw|execute_?query|run_?query|fetch\w*|read_sql|sql|Query\w*|Exec\w*|createQueryJob)$/;
const WORDS = /^\W*(?:select|show|with|explain|describe|pragma)\b/i;
const WRITES = /\b(?:insert|update|delete|drop)\b/i;
const READS = /\bselect\b/i;
/** The database sees to it itself. */
const READ_ONLY =
  /\bread[ _]only\b|default_transaction_read_only|\bmode=ro\b|^(?:readonly|readOnly|read_only|access_mode)$/i;

/** Where words decide whether a statement only reads, and the statement is sent as it is. */
export function wordGuards(code: Code): readonly Place[] {
  if (isReadOnly(code)) return [];
  const asking = code.each('tests that ask for words', ({ module }) =>
    module.functions.flatMap((scope) =>
      scope.events.flatMap((event) =>
        event.kind === 'test' && event.leaves && mayAsk(event.test)
          ? [{ module, scope, event }]
          : [],
      ),
    ),
  );
  return asking.flatMap(({ module, scope, event }) => {
    const name = askedOf(code, module, scope, event.test);
    return name !== undefined && isSent(scope, name, event.end) ? [at(module, event.test)] : [];
  });
}

const BEGINS = /^(?:startsWith|startswith|HasPrefix)$/;
const FITS = /^(?:test|match|search)$/;

/** Whether a test calls anything that looks for words. */
function mayAsk(test: Expression): boolean {
  let may = false;
  visit(test, (part) => {
    const name = part.kind === 'call' ? lastName(part.callee) : '';
    may ||= BEGINS.test(name) || FITS.test(name);
    return !may;
  });
  return may;
}

/** Whether anything says that the database refuses to write, or that a parser looks. */
function isReadOnly(code: Code): boolean {
  return (
    code.uses('sql-parser').length > 0 ||
    code.texts(READ_ONLY, 1).length > 0 ||
    code.each('keys that only read', ({ keys }) =>
      keys.filter(
        ({ key, value }) =>
          READ_ONLY.test(key) && !(value.kind === 'literal' && value.value === false),
      ),
    ).length > 0
  );
}

/** The name of the statement that a test asks for its words; undefined where it asks for something else. */
function askedOf(
  code: Code,
  module: SourceModule,
  scope: SourceFunction,
  test: Expression,
): string | undefined {
  let found: string | undefined;
  // What reads has to be asked for with a "not" in front, what writes without one.
  const negated = new Set<Expression>();
  visit(test, (part) => {
    if (part.kind === 'unary' && /^(?:!|not)$/.test(part.operator)) negated.add(part.operand);
    if (part.kind !== 'call' || part.callee.kind !== 'member') return;
    const { object, name } = part.callee;
    const first = part.args[0]?.value;
    if (BEGINS.test(name)) {
      const [text, words] = name === 'HasPrefix' ? [first, part.args[1]?.value] : [object, first];
      const said = words?.kind === 'list' ? words.items[0] : words;
      if (said?.kind === 'text' && WORDS.test(said.value) && negated.has(part))
        found ??= nameOf(scope, text);
    } else if (FITS.test(name)) {
      const wanted = negated.has(part) ? READS : WRITES;
      const own = patternOf(code, module, scope, object);
      const given = patternOf(code, module, scope, first);
      if (own !== undefined && wanted.test(own)) found ??= nameOf(scope, first);
      else if (given !== undefined && wanted.test(given))
        found ??= nameOf(
          scope,
          /^(?:re|regexp)$/.test(lastName(object)) ? part.args[1]?.value : object,
        );
    }
  });
  return found;
}

function patternOf(
  code: Code,
  module: SourceModule,
  scope: SourceFunction,
  expression: Expression | undefined,
): string | undefined {
  if (!expression) return undefined;
  const target = resolve(code.project.sources, valueAt(expression, module, scope));
  if (target.kind !== 'value') return undefined;
  const { expression: it } = target;
  if (it.kind === 'literal' && it.type === 'regex') return String(it.value);
  if (it.kind === 'text') return it.value;
  const first =
    it.kind === 'call' && /^(?:compile|MustCompile|RegExp)$/.test(lastName(it.callee))
      ? it.args[0]?.value
      : undefined;
  return first?.kind === 'text' ? first.value : undefined;
}

/** What a statement is called in the end: `upper` of `upper = sql.strip().upper()` is `sql`. */
function nameOf(scope: SourceFunction, expression: Expression | undefined): string | undefined {
  let at = expression;
  for (let steps = 0; at && steps < 8; steps += 1) {
    if (at.kind === 'call') {
      const own = at.callee.kind === 'member' && !/^strings$/.test(lastName(at.callee.object));
      at = own && at.callee.kind === 'member' ? at.callee.object : at.args[0]?.value;
    } else if (at.kind === 'id') {
      const { name } = at;
      if (!STATEMENT.test(name)) return undefined;
      const given = scope.events.find(
        (event) =>
          event.kind === 'assign' &&
          event.value.kind === 'call' &&
          event.bindings.some((binding) => binding.name === name && binding.path.length === 0),
      );
      const made = given?.kind === 'assign' ? given.value : undefined;
      const from = made && made !== at ? nameOf({ ...scope, events: [] }, made) : undefined;
      return from ?? name;
    } else
      return at.kind === 'member' && STATEMENT.test(at.name)
        ? (pathOf(at) ?? undefined)
        : undefined;
  }
  return undefined;
}

/** Whether the same statement goes to a database further down. */
function isSent({ events }: SourceFunction, name: string, after: number): boolean {
  return events.some((event) => {
    const value = 'value' in event ? event.value : undefined;
    let found = false;
    if (value && event.end > after)
      visit(value, (part) => {
        if (part.kind !== 'call' || part.start < after || !SENDS.test(lastName(part.callee)))
          return;
        found ||= part.args.some(({ value: given }) => {
          if (given.kind === 'object')
            return given.properties.some((it) => it.key === 'query' && pathOf(it.value) === name);
          return (
            pathOf(given) === name ||
            (given.kind === 'call' && given.args.some((it) => pathOf(it.value) === name))
          );
        });
      });
    return found;
  });
}
