import { type Call, type Expression, lastName } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { Place } from '../tools/tool.ts';
import { describedIn } from './described-variables.ts';
import { settingsFields } from './settings-classes.ts';
import type { CallSite, Sites } from './sites.ts';

/** A setting that the program reads from outside: from the environment, or from its command line. */
export interface Variable {
  readonly name: string;
  readonly kind: 'environment' | 'option';
  /** Whether its name says that it holds a credential. */
  readonly secret: boolean;
  readonly at: Place;
  /** What stands for it when it is not set: nothing, an empty text, or another text. */
  readonly fallback: 'none' | 'empty' | 'value';
  /** Whether a schema that the environment has to fit asks for it. */
  readonly asked?: boolean;
}

const SECRET =
  /(?:^|[_-])(?:(?:api|access|secret|private|auth|account|service|encryption|signing|client|master|admin)[_-]?key|key|token|secret|password|passwd|pat|credentials?|apikey|dsn_password|connection[_-]?string|database_(?:url|uri)|db_(?:url|uri)|postgres(?:ql)?_(?:url|uri)|mongo(?:db)?_ur[il]|(?:token|secret|password|pat)[_-]value)$/i;
/** Published by design, or no credential at all. */
const OPEN =
  /(?:public|publishable|anon|site|sort|partition|cache|primary|foreign|posthog|analytics|segment|sentry_dsn|max|min|num|count|limit|next)\w{0,40}-?\w{0,40}(?:key|tokens?)$|_max_token|tokenizer/i;

/** Whether the name of a variable or option is one of a credential: the endings are those of publish facts. */
export function isSecretName(name: string): boolean {
  const bare = name.replace(/^-+/, '').replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return SECRET.test(bare) && !OPEN.test(bare);
}

/** `process.env.X`, `env.X` of a worker, `Deno.env.get("X")`, `os.environ["X"]`, `os.getenv("X")`, `os.Getenv("X")`. */
export function variablesIn(module: SourceModule, sites: Sites): readonly Variable[] {
  const found: Variable[] = [];
  const add = (
    name: string,
    expression: { start: number; end: number },
    fallback: Variable['fallback'],
    kind: Variable['kind'] = 'environment',
    isSecret = false,
  ): void => {
    if (!/^-{0,2}[A-Za-z_][\w-]{1,80}$/.test(name)) return;
    const span = { start: expression.start, end: expression.end };
    found.push({
      name,
      kind,
      secret: isSecret || isSecretName(name),
      at: { file: module.path, span },
      fallback,
    });
  };
  let fallbacks: ReturnType<typeof fallbacksIn> | undefined;
  const fallbackOf = (expression: Expression): Variable['fallback'] => {
    fallbacks ??= fallbacksIn(module);
    return fallbacks.get(expression) ?? 'none';
  };
  const aliases = environmentsIn(module);
  for (const { path, expression } of sites.paths) {
    const dot = aliases.size > 0 ? path.indexOf('.') : -1;
    if (
      dot > 0 &&
      aliases.has(path.slice(0, dot)) &&
      /^[A-Z][A-Z0-9_]{2,}$/.test(path.slice(dot + 1))
    )
      add(path.slice(dot + 1), expression, fallbackOf(expression));
    if (!path.includes('env')) continue;
    const name =
      /^(?:process\.env|Bun\.env|import\.meta\.env)\.([A-Za-z_]\w*)$/.exec(path)?.[1] ??
      /(?:^|\.)(?:env|envVars|environment)\.([A-Z][A-Z0-9_]{2,})$/.exec(path)?.[1];
    if (name !== undefined) add(name, expression, fallbackOf(expression));
  }
  for (const site of sites.calls) fromCall(site, add, fallbackOf);
  for (const scope of [module.top, ...module.functions]) {
    for (const event of scope.events) {
      if (event.kind !== 'assign') continue;
      const { value } = event;
      if (!isEnvironment(value) && !(value.kind === 'id' && aliases.has(value.name))) continue;
      for (const binding of event.bindings) {
        const key = binding.path[0];
        if (key === undefined || key === '*') continue;
        const given = binding.fallback;
        add(key, binding, given ? textFallback(given) : 'none');
      }
    }
  }
  for (const { name, site, fallback, asked } of describedIn(sites)) {
    add(name, site, fallback);
    const last = found.at(-1);
    if (asked && last?.name === name) found[found.length - 1] = { ...last, asked };
  }
  for (const { decorators } of module.functions)
    for (const decorator of decorators) if (decorator.kind === 'call') decorated(decorator, add);
  if (sites.indexesEnvironment) indexed(module, add, fallbackOf);
  for (const { name, field, isSecret } of settingsFields(module))
    add(
      name,
      field.nameAt,
      field.value ? textFallback(field.value) : 'none',
      'environment',
      isSecret,
    );
  return found;
}

/** `process.env`, `c.env`, `os.environ`, as what names are taken out of. */
function isEnvironment(value: Expression): boolean {
  const name = lastName(value);
  return name === 'env' || (name === 'environ' && pathText(value) === 'os.environ');
}

/** Names of what a function has made of the environment: `const clean = withoutBlanks(process.env)`. */
function environmentsIn(module: SourceModule): ReadonlySet<string> {
  const names = new Set<string>();
  for (const scope of [module.top, ...module.functions]) {
    for (const event of scope.events) {
      if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
      const [binding] = event.bindings;
      const given = event.value.args.some(
        ({ value }) =>
          isEnvironment(value) && /^(?:process\.env|os\.environ)$/.test(pathText(value)),
      );
      if (given && binding && event.bindings.length === 1 && binding.path.length === 0)
        names.add(binding.name);
    }
  }
  return names;
}

type Add = (
  name: string,
  at: { start: number; end: number },
  fallback: Variable['fallback'],
  kind?: Variable['kind'],
) => void;

const READS = /(?:^|\.)(?:environ\.get|getenv|Getenv|LookupEnv|env\.get)$/;

/** `os.Getenv(tokenVariable)`: the text of a constant, or, of one that stands elsewhere, what it is called. */
function named(given: Expression, { top }: SourceModule): Expression {
  if (given.kind !== 'id' && given.kind !== 'member') return given;
  const { name, start, end } = given;
  for (const event of top.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'text') continue;
    if (event.bindings.some((it) => it.name === name)) return { ...event.value, start, end };
  }
  const value = name.replace(/_ENV(?:_(?:VAR|NAME|KEY))?$/, '');
  return /^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(name) ? { kind: 'text', value, start, end } : given;
}

function fromCall(
  { call, path, name, module }: CallSite,
  add: Add,
  fallbackOf: (expression: Expression) => Variable['fallback'],
): void {
  const given = call.args[0]?.value;
  const first = given && READS.test(path) ? named(given, module) : given;
  if (first?.kind !== 'text') return;
  const second = call.args[1]?.value;
  if (
    READS.test(path) ||
    /^(?:getEnv|requireEnv|getRequiredEnv|required_env|require_env|get_required_env|get_env|mustEnv|must_env)$/.test(
      name,
    )
  ) {
    add(first.value, call, second ? textFallback(second) : fallbackOf(call));
  } else if (/^(?:option|requiredOption|add_argument|addOption)$/.test(name)) {
    const flag = /--([a-z][\w-]*)/.exec(call.args.map(({ value }) => textIn(value)).join(' '))?.[1];
    if (flag !== undefined) add(`--${flag}`, call, 'none', 'option');
  } else if (/^(?:StringVar|String|StringP|StringVarP)$/.test(name)) {
    const flag = call.args
      .map(({ value }) => textIn(value))
      .find((text) => /^[a-z][\w-]+$/.test(text));
    if (flag !== undefined && /flag/i.test(path)) add(`--${flag}`, call, 'none', 'option');
  }
}

/** `@click.option("--api-token", envvar="API_TOKEN")`. */
function decorated(call: Call, add: Add): void {
  if (!/(?:^|\.)option$/.test(pathText(call.callee))) return;
  const flag = call.args.map(({ value }) => textIn(value)).find((text) => /^--[a-z]/.test(text));
  const named = call.args.find(({ name }) => name === 'envvar')?.value;
  if (named?.kind === 'text') add(named.value, call, 'none');
  else if (flag !== undefined) add(flag, call, 'none', 'option');
}

/** What stands behind `??`, `||`, `or`: by the expression on the left. */
function fallbacksIn(module: SourceModule): ReadonlyMap<Expression, Variable['fallback']> {
  const known = new Map<Expression, Variable['fallback']>();
  const open: Expression[] = [];
  for (const scope of [module.top, ...module.functions]) {
    for (const event of scope.events) {
      if ('value' in event && event.value) open.push(event.value);
    }
  }
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'binary' && /^(?:\?\?|\|\||or)$/.test(next.operator)) {
      known.set(next.left, textFallback(next.right));
      open.push(next.left, next.right);
    } else if (next.kind === 'object') open.push(...next.properties.map(({ value }) => value));
    else if (next.kind === 'call') open.push(...next.args.map(({ value }) => value));
    else if (next.kind === 'template')
      open.push(...next.parts.filter((part): part is Expression => typeof part !== 'string'));
    else if (next.kind === 'conditional') open.push(next.test, next.whenTrue, next.whenFalse);
    else if (next.kind === 'assign') open.push(next.value);
  }
  return known;
}

function textFallback(value: Expression): Variable['fallback'] {
  if (value.kind !== 'text') return 'none';
  return value.value === '' ? 'empty' : 'value';
}

/** `process.env["X"]`, `os.environ["X"]`. */
function indexed(
  module: SourceModule,
  add: Add,
  fallbackOf: (expression: Expression) => Variable['fallback'],
): void {
  const open: Expression[] = [];
  for (const scope of [module.top, ...module.functions]) {
    for (const event of scope.events) {
      if ('value' in event && event.value) open.push(event.value);
      if (event.kind === 'test') open.push(event.test);
    }
  }
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'index' && next.index.kind === 'text') {
      if (/(?:^|\.)env(?:iron)?$/.test(pathText(next.object)))
        add(next.index.value, next, fallbackOf(next));
    }
    open.push(...inner(next));
  }
}

function inner(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return [expression.callee, ...expression.args.map(({ value }) => value)];
    case 'object':
      return expression.properties.map(({ value }) => value);
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object];
    case 'unary':
      return [expression.operand];
    case 'conditional':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'template':
      return expression.parts.filter((part): part is Expression => typeof part !== 'string');
    case 'list':
      return expression.items;
    default:
      return [];
  }
}

function pathText(expression: Expression): string {
  if (expression.kind === 'id') return expression.name;
  return expression.kind === 'member' ? `${pathText(expression.object)}.${expression.name}` : '?';
}

function textIn(expression: Expression): string {
  return expression.kind === 'text' ? expression.value : '';
}

const PLAIN =
  /(?:env::var(?:_os)?\(\s*|GetEnvironmentVariable\(\s*|System\.getenv\(\s*|ENV\[|getenv\(\s*)["']([A-Za-z_]\w{1,80})["']/g;

/** Settings of Java frameworks and of .NET, which variables of the environment stand for. */
const NAMED_SETTING =
  /(?:@ConfigProperty\(\s{0,20}name\s{0,5}=\s{0,5}"|@Value\("\$\{|[cC]onfiguration\[")([A-Za-z][\w.:-]{2,100})/g;

/** The same of languages that are not read into the model. */
export function plainVariables(path: string, text: string): readonly Variable[] {
  const settings = [...text.matchAll(NAMED_SETTING)].map((found): Variable => {
    const name = found[1] ?? '';
    const span = { start: found.index, end: found.index + found[0].length };
    const secret = isSecretName(name.replace(/[.:]/g, '_'));
    return { name, kind: 'environment', secret, at: { file: path, span }, fallback: 'none' };
  });
  return [...settings, ...plainNamed(path, text)];
}

function plainNamed(path: string, text: string): readonly Variable[] {
  return [...text.matchAll(PLAIN)].map((found) => ({
    name: found[1] ?? '',
    kind: 'environment',
    secret: isSecretName(found[1] ?? ''),
    at: { file: path, span: { start: found.index, end: found.index + found[0].length } },
    fallback: 'none',
  }));
}
