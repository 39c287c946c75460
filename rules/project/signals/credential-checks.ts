import { type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import { perModule } from '../../source/per-module.ts';
import { isSecretName } from '../code/variables.ts';
import { resolve } from '../names/resolve.ts';
import { inside, type Value, valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code, pathsIn, within } from './code.ts';

/** `!x`, `not x`, `x == ""`, `x === undefined`, `x is None`, `x.length < 20`, also within `&&` and `||`. */
export function asksForNothing(test: Expression): boolean {
  if (test.kind === 'unary') return /^(?:!|not)$/.test(test.operator);
  if (test.kind !== 'binary') return false;
  if (/^(?:&&|\|\||and|or)$/.test(test.operator))
    return asksForNothing(test.left) || asksForNothing(test.right);
  if (/^(?:<|<=)$/.test(test.operator)) return /\.length$/.test(pathsIn(test.left)[0] ?? '');
  if (!/^(?:===?|is)$/.test(test.operator)) return false;
  const { right } = test;
  return (
    (right.kind === 'text' && right.value === '') ||
    (right.kind === 'literal' && right.type === 'null') ||
    (right.kind === 'id' && right.name === 'undefined')
  );
}

const EXPECTED =
  /^(?:expected\w*|configured\w*|server_?(?:token|key|secret)|shared_?secret|(?:[A-Z]+_)*(?:API_KEY|TOKEN|SECRET|PASSWORD)|api_?key|secret|(?:auth|access|bearer|mcp)_?(?:token|key|secret))$/i;
/** What functions are called that decide who gets in. */
const GUARDS = /^(?:auth|verify|check|guard|require|validate|is_?auth|protect)|middleware$/i;
/** An option that says so. */
const ASKED_FOR =
  /(?:no|skip|disable|without|insecure|allow)_?(?:auth|anonymous|unauth)|dev_?mode/i;

/** `if (!expected) return next()`: who has no secret to check lets everybody in. */
export function skippedChecks(code: Code): readonly Place[] {
  if (code.modules.some(staysOnThisMachine)) return [];
  return code.modules.flatMap((module) =>
    module.functions.flatMap((fn) => {
      if (!GUARDS.test(fn.name) && !isMiddleware(fn)) return [];
      return fn.events.flatMap((event) => {
        if (event.kind !== 'test' || !asksForNothing(event.test)) return [];
        const names = pathsIn(event.test);
        if (!names.some((path) => EXPECTED.test(path.slice(path.lastIndexOf('.') + 1)))) return [];
        // What the caller sent is missing: that is turned away elsewhere.
        if (names.some((path) => /^(?:req|request|ctx|c)\.|headers?/i.test(path))) return [];
        if (names.some((path) => ASKED_FOR.test(path))) return [];
        return letsIn(fn, event.whenTrue) ? [at(module, event.test)] : [];
      });
    }),
  );
}

/** `if (!isLoopback(host) && !token) throw`: it does not start where others could get in. */
const staysOnThisMachine = perModule((module) =>
  [module.top, ...module.functions].some((scope) =>
    scope.events.some((event) => {
      if (event.kind !== 'test' || !asksForNothing(event.test)) return false;
      const names = pathsIn(event.test);
      const refuses =
        event.leaves || within(scope, event.whenTrue).some(({ kind }) => kind === 'throw');
      return (
        refuses &&
        names.some((path) => /loopback|localhost|bind/i.test(path)) &&
        names.some((path) => isSecretName(path.slice(path.lastIndexOf('.') + 1)))
      );
    }),
  ),
);

/** `(req, res, next) => …`, `async def dispatch(self, request, call_next)`, `func(w, r)` around another handler. */
function isMiddleware({ params }: SourceFunction): boolean {
  const names = params.map(({ name }) => name).join(' ');
  return /\b(?:next|call_next)$/.test(names) || /^w r(?:eq)?$/.test(names);
}

function letsIn(fn: SourceFunction, branch: { start: number; end: number }): boolean {
  const events = within(fn, branch);
  return events.some((event) => {
    if (event.kind === 'return') return event.value !== undefined && isPassage(event.value);
    // Go: `next.ServeHTTP(w, r)`, and nothing else.
    return event.kind === 'expression' && lastName(calleeOf(event.value)) === 'ServeHTTP';
  });
}

function calleeOf(value: Expression): Expression | undefined {
  return value.kind === 'call' ? value.callee : undefined;
}

function isPassage(value: Expression): boolean {
  if (value.kind === 'literal') return value.value === true;
  const path = value.kind === 'call' ? (pathsIn(value.callee)[0] ?? '') : '';
  if (value.kind === 'call' && path === 'next') return value.args.length === 0;
  return path === 'call_next';
}

/** A part of a secret that is taken for all of it. */
export interface LooseComparison {
  readonly at: Place;
  readonly call: Expression;
}

const PRESENTED =
  /^(?:auth(?:orization)?(?:_?header)?|header|bearer|presented\w*|provided\w*|given\w*|received\w*|credentials?|token|client_?(?:token|key)|request_?(?:token|key)|api_?key_?header|x_?api_?key)$/i;

/** `header.endsWith(expected)`, `expected in header`: a text that only holds the secret, or a part of it, gets in. */
export function looseComparisons(code: Code): readonly LooseComparison[] {
  return code.modules.flatMap((module) =>
    comparisonsIn(module).flatMap(({ part, whole, piece }): readonly LooseComparison[] => {
      const is = (value: Value, other: Value): boolean =>
        isPresented(other.expression) && isExpected(code, value);
      if (!is(piece, whole) && !is(whole, piece)) return [];
      return [{ at: at(module, part), call: part }];
    }),
  );
}

/** Where a file compares a text with a part of another one. */
const comparisonsIn = perModule((module) => {
  const found: { readonly part: Expression; readonly whole: Value; readonly piece: Value }[] = [];
  const look = (root: Expression, scope: SourceFunction): void =>
    visit(root, (part) => {
      const sides = sidesOf(part);
      if (!sides) return;
      const [whole, piece] = sides.map((side) => inside(valueAt(part, module, scope), side));
      if (whole && piece) found.push({ part, whole, piece });
    });
  for (const scope of [module.top, ...module.functions])
    for (const event of scope.events) {
      if (event.kind === 'test') look(event.test, scope);
      else if ('value' in event && event.value) look(event.value, scope);
    }
  return found;
});

function sidesOf(part: Expression): readonly [Expression, Expression] | undefined {
  if (part.kind === 'binary' && /^(?:in|not in)$/.test(part.operator))
    return [part.right, part.left];
  if (part.kind !== 'call') return undefined;
  const { callee, args } = part;
  const [first, second] = args.map(({ value }) => value);
  if (callee.kind !== 'member' || !first) return undefined;
  // Go: `strings.HasSuffix(header, expected)`.
  if (callee.object.kind === 'id' && callee.object.name === 'strings')
    return second && /^(?:Contains|HasPrefix|HasSuffix)$/.test(callee.name)
      ? [first, second]
      : undefined;
  return /^(?:includes|endsWith|startsWith|indexOf|endswith|startswith|find)$/.test(callee.name)
    ? [callee.object, first]
    : undefined;
}

function isPresented(expression: Expression): boolean {
  if (expression.kind === 'index' && expression.index.kind === 'text')
    return /^(?:authorization|x-api-key)$/i.test(expression.index.value);
  if (expression.kind === 'call')
    return isPresented(expression.args[0]?.value ?? expression.callee);
  if (expression.kind === 'text') return /^(?:authorization|x-api-key)$/i.test(expression.value);
  return PRESENTED.test(lastName(expression));
}

/** One secret that is read from outside; of a list of them membership is a fair question. */
function isExpected(code: Code, value: Value): boolean {
  const { expression } = value;
  const name = lastName(expression);
  if (/s$/.test(name) && !/(?:pass|access)$/i.test(name)) return false;
  const target = resolve(code.project.sources, value);
  const given =
    expression.kind === 'id' ? declared(value.module, value.scope, expression.name) : undefined;
  const path = given
    ? textPath(given)
    : target.kind === 'value'
      ? textPath(target.expression)
      : target.kind === 'external'
        ? target.name
        : '';
  if (isSecretName(path.replace(/^.*[.]/, '')) && /env/i.test(path)) return true;
  return /^expected\w*$/i.test(name) && target.kind === 'parameter';
}

/** What a name was declared with, as it stands there: with its fallback. */
function declared(
  module: SourceModule,
  scope: SourceFunction,
  name: string,
): Expression | undefined {
  for (let fn: SourceFunction | undefined = scope; ; fn = fn.outer ?? module.top) {
    const event = fn.events.find(
      (it) =>
        it.kind === 'assign' &&
        it.declares &&
        it.bindings.some((binding) => binding.name === name && binding.path.length === 0),
    );
    if (event?.kind === 'assign') return event.value;
    if (fn === module.top) return undefined;
  }
}

/** `process.env.X`, `os.environ["X"]`, `os.Getenv("X")`, also with a fallback, as `env.X`. */
function textPath(expression: Expression): string {
  if (expression.kind === 'binary' && /^(?:\?\?|\|\||or)$/.test(expression.operator))
    return textPath(expression.left);
  if (expression.kind === 'index' && expression.index.kind === 'text')
    return `${pathOf(expression.object) ?? ''}.${expression.index.value}`;
  if (expression.kind === 'call') {
    const first = expression.args[0]?.value;
    const path = pathOf(expression.callee) ?? '';
    return first?.kind === 'text' && /env/i.test(path) ? `env.${first.value}` : '';
  }
  return pathOf(expression) ?? '';
}

/** Keys that only this server knows: it signs with them, or lets callers in by them. */
const OWN =
  /^(?:[A-Z0-9]+_)*(?:(?:JWT|SESSION|COOKIE|SIGNING|ENCRYPTION|CSRF|HMAC|AUTH|ADMIN|MCP|SERVER|APP|BEARER|WEBHOOK|FLASK|DJANGO|CONSENT|STATE)_(?:(?:AUTH|API|ACCESS|SESSION|SIGNING|BEARER|COOKIE|JWT|ENCRYPTION)_)?(?:SECRET|KEY|TOKEN|PASSWORD|SECRET_KEY)|SECRET_KEY|SECRET)$/;
const UPSTREAM = /CLIENT_SECRET$|APP_KEY$|^(?:.*_)?(?:PUBLIC|PUBLISHABLE|ANON)_/;

export function defaultSecrets(code: Code) {
  return code.project.variables.filter(
    ({ name, kind, secret, fallback, at: { file } }) =>
      kind === 'environment' &&
      fallback !== 'none' &&
      (secret || /SECRET/.test(name)) &&
      OWN.test(name) &&
      !UPSTREAM.test(name) &&
      code.project.roles.get(file) === 'server',
  );
}
