import type { Expression } from '../../source/expressions.ts';
import type { CallSite } from '../code/sites.ts';
import { resolve, textOf } from '../names/resolve.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

/** A statement that is handed to a database. */
export interface SqlCall {
  readonly site: CallSite;
  readonly at: Place;
  /** The statement, gaps as `\u0000`; null when it is not known here. */
  readonly statement: string | null;
  /** Values from outside that are put into the statement itself. */
  readonly holes: readonly Place[];
}

const QUERY =
  /^(?:query|execute|executemany|executescript|run|all|get|prepare|exec|raw|fetch|fetchrow|fetchval|fetchall|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|execute_query|Query|QueryRow|QueryContext|QueryRowContext|Exec|ExecContext|Get|Select|Raw|Prepare)$/;
export const STATEMENT =
  /^\s*(?:--[^\n]*\n\s*)*(?:SELECT\s[\s\S]{0,4000}?\bFROM\b|SELECT\s+(?:\d|\w+\()|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(?:UNIQUE\s+|TEMP\w*\s+)?(?:TABLE|INDEX|VIEW)\s|DROP\s+(?:TABLE|INDEX|VIEW)\s|ALTER\s+TABLE\s|WITH\s+\w+\s+AS\s*\(|PRAGMA\s|TRUNCATE\s|EXPLAIN\s+(?:ANALYZE\s+)?(?:SELECT|\()|SHOW\s+(?:TABLES|DATABASES|COLUMNS)|DESCRIBE\s+\S+\s*$|VACUUM\b|REPLACE\s+INTO\s)/i;
/** What a value has gone through when its name says so. */
export const GUARD =
  /valid|allow|safe|within|contain|quot|escap|ident|mask|redact|hash|sanitiz|placeholder|literal|format_?query|encode|whitelist|normali[sz]e/i;

/** Calls that send SQL, in code of the server. */
export function sqlCalls(code: Code): readonly SqlCall[] {
  const sending = code.each('calls that may send statements', ({ calls }) =>
    calls.filter(({ name, call }) => QUERY.test(name) && call.callee.kind === 'member'),
  );
  return sending.flatMap((site): readonly SqlCall[] => {
    const first = site.call.args[0]?.value;
    if (!first) return [];
    const value = valueAt(first, site.module, site.scope);
    const text = statementOf(code, value);
    if (text === null || !STATEMENT.test(text.statement)) return [];
    return [{ site, at: at(site.module, first), ...text }];
  });
}

interface Statement {
  readonly statement: string;
  readonly holes: readonly Place[];
}

/** The text that an expression makes, and what of it comes from outside. */
export function statementOf(code: Code, value: Value, steps = 0): Statement | null {
  if (steps > 6) return null;
  const { sources } = code.project;
  const whole = textOf(sources, value);
  if (whole !== null) return { statement: whole, holes: [] };
  const target =
    value.expression.kind === 'template' || value.expression.kind === 'binary'
      ? value
      : resolve(sources, value);
  if (target.kind !== 'value') return null;
  const { expression } = target;
  // A tagged template binds its values.
  if (expression.kind === 'call') {
    const [first] = expression.args;
    const wraps = /^(?:text|TextClause|SQL|dedent|trim|strip|cleandoc)$/.test(
      nameOf(expression.callee),
    );
    return wraps && first ? statementOf(code, inside(target, first.value), steps + 1) : null;
  }
  if (expression.kind === 'binary' && expression.operator === '%') {
    return statementOf(code, inside(target, expression.left), steps + 1);
  }
  const parts = partsIn(expression);
  if (parts.length === 0) return null;
  let statement = '';
  const holes: Place[] = [];
  for (const part of parts) {
    if (typeof part === 'string') statement += part;
    else {
      const known = textOf(sources, inside(target, part));
      statement += known ?? '\u0000';
      if (known === null && isForeign(code, inside(target, part)))
        holes.push(at(target.module, part));
    }
  }
  return { statement, holes };
}

function partsIn(expression: Expression): readonly (string | Expression)[] {
  if (expression.kind === 'template') return expression.parts;
  if (expression.kind === 'text') return [expression.value];
  if (expression.kind !== 'binary' || expression.operator !== '+') return [];
  const side = (each: Expression): readonly (string | Expression)[] => {
    const inner = partsIn(each);
    return inner.length > 0 ? inner : [each];
  };
  return [...side(expression.left), ...side(expression.right)];
}

/** Whether a value is handed in from outside of the function, unguarded: an argument, or a part of one. */
export function isForeign(code: Code, value: Value, steps = 0): boolean {
  if (steps > 5) return false;
  const { expression } = value;
  if (expression.kind === 'call') {
    if (GUARD.test(nameOf(expression.callee))) return false;
    // `.strip()`, `.trim()`, `str(x)`, `String(x)` change nothing.
    if (
      !/^(?:strip|trim|lower|upper|toLowerCase|toUpperCase|toString|str|String|Sprintf)$/.test(
        nameOf(expression.callee),
      )
    )
      return false;
    const inner = [
      ...(expression.callee.kind === 'member' ? [expression.callee.object] : []),
      ...expression.args.map(({ value: each }) => each),
    ];
    return inner.some((each) => isForeign(code, inside(value, each), steps + 1));
  }
  if (expression.kind === 'template')
    return expression.parts.some(
      (part) => typeof part !== 'string' && isForeign(code, inside(value, part), steps + 1),
    );
  if (expression.kind === 'binary')
    return [expression.left, expression.right].some((side) =>
      isForeign(code, inside(value, side), steps + 1),
    );
  if (expression.kind !== 'id' && expression.kind !== 'member' && expression.kind !== 'index')
    return false;
  const own =
    expression.kind === 'id'
      ? expression.name
      : expression.kind === 'member'
        ? expression.name
        : '';
  if (GUARD.test(own)) return false;
  const target = resolve(code.project.sources, value);
  if (target.kind === 'parameter') {
    const { parameter, function: fn } = target;
    if (/^(?:self|cls|ctx|context|this)$/.test(parameter.name)) return false;
    // Numbers and truth values carry no statement.
    if (/^(?:int|float|bool|number|boolean)\b/.test(parameter.type?.text ?? '')) return false;
    return !GUARD.test(fn.name) && !guardedIn(code, value, own);
  }
  if (target.kind === 'value' && target !== value && target.expression !== expression)
    return isForeign(code, target, steps + 1);
  if (expression.kind === 'member')
    return (
      /^(?:args|params|arguments|input|body|query|request|req)$/i.test(rootOf(expression)) &&
      isForeign(code, inside(value, expression.object), steps + 1)
    );
  return false;
}

/** Whether something looks the value over in the same function before it is used. */
function guardedIn(_code: Code, { scope, expression }: Value, name: string): boolean {
  if (name === '') return false;
  return scope.events.some((event) => {
    if (event.start >= expression.start) return false;
    const tested =
      event.kind === 'test' ? event.test : event.kind === 'expression' ? event.value : null;
    if (tested?.kind !== 'call' && tested?.kind !== 'unary' && tested?.kind !== 'binary')
      return false;
    return (
      mentions(tested, name) &&
      (event.kind === 'test' ? event.leaves && hasGuard(tested) : hasGuard(tested))
    );
  });
}

function mentions(expression: Expression, name: string): boolean {
  if (expression.kind === 'id') return expression.name === name;
  if (expression.kind === 'member')
    return expression.name === name || mentions(expression.object, name);
  if (expression.kind === 'call')
    return (
      expression.args.some(({ value }) => mentions(value, name)) ||
      mentions(expression.callee, name)
    );
  if (expression.kind === 'unary') return mentions(expression.operand, name);
  if (expression.kind === 'binary')
    return mentions(expression.left, name) || mentions(expression.right, name);
  return false;
}

function hasGuard(expression: Expression): boolean {
  if (expression.kind === 'call')
    return (
      GUARD.test(nameOf(expression.callee)) ||
      /^(?:test|match|fullmatch|includes|has|isidentifier)$/.test(nameOf(expression.callee))
    );
  if (expression.kind === 'unary') return hasGuard(expression.operand);
  if (expression.kind === 'binary')
    return (
      /^(?:in|not in|===?|!==?)$/.test(expression.operator) ||
      hasGuard(expression.left) ||
      hasGuard(expression.right)
    );
  return false;
}

function rootOf(expression: Expression): string {
  if (expression.kind === 'id') return expression.name;
  return expression.kind === 'member' || expression.kind === 'index'
    ? rootOf(expression.object)
    : '';
}

function nameOf(expression: Expression): string {
  if (expression.kind === 'member') return expression.name;
  return expression.kind === 'id' ? expression.name : '';
}
