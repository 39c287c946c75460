import { type Expression, lastName, pathOf, propertyOf, visit } from '../../source/expressions.ts';
import type { SourceModule } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import { isSecretName } from '../code/variables.ts';
import { importedModules } from '../names/modules.ts';
import { resolve } from '../names/resolve.ts';
import { type Value, valueAt } from '../names/targets.ts';
import type { Place } from '../tools/tool.ts';
import { at, type Code } from './code.ts';

const LOGS =
  /^(?:console\.(?:log|error|warn|info|debug)|(?:_?log|_?logger|logging|slog|zap|this\.logger|self\.logger|ctx)\.(?:log|error|warn|warning|info|debug|trace|exception|critical|fatal|Info|Error|Warn|Debug|Print|Printf|Println|Fatalf)|print|fmt\.Print(?:f|ln)?|fmt\.Fprint(?:f|ln)?|log\.Print(?:f|ln)?|process\.(?:stdout|stderr)\.write)$/;
/** What only writes its value down in another way. */
const KEEPS = /^(?:str|repr|String|stringify|dumps|format|Sprintf|Sprint|toString|inspect)$/;

/** A secret in a log, and whether it is one for sure. */
export interface Told {
  readonly at: Place;
  /** `all`: a whole environment or all headers. */
  readonly what: 'all' | 'one';
  readonly sure: boolean;
}

/** Secrets that stand where a log puts a value. Their names, lengths and masks are none. */
export function toldSecrets(code: Code): readonly Told[] {
  return code.calls(LOGS).flatMap((site) => {
    if (/^(?:_?mask|_?redact)/i.test(site.scope.name) || isShownToCopy(site)) return [];
    const [first] = site.call.args
      .flatMap(({ value }) => leaves(value))
      .flatMap((leaf) => told(code, site, leaf));
    return first ? [first] : [];
  });
}

/** `print(f'"X-Api-Key": "{key}"')` of a program that sets up: a person asked for it, to put it where it belongs. */
function isShownToCopy({ path, call, module, scope }: CallSite): boolean {
  if (!/^(?:print|console\.log|fmt\.Print(?:f|ln)?|process\.stdout\.write)$/.test(path))
    return false;
  const file = module.path.slice(module.path.lastIndexOf('/') + 1);
  if (!SETS_UP.test(file) && !SETS_UP.test(scope.name)) return false;
  const [first] = call.args;
  if (first?.value.kind === 'template') {
    const [before = ''] = first.value.parts.filter((part) => typeof part === 'string');
    return /[A-Z][A-Z\d_][A-Z\d_]=$|[\w"'-][ \t]{0,4}:[ \t]{0,4}["']$/.test(before);
  }
  // What is written down as the configuration of a host.
  let config = false;
  if (first)
    visit(first.value, (part) => {
      if (part.kind === 'object') config ||= propertyOf(part, 'mcpServers') !== undefined;
      return !config;
    });
  return config;
}

const SETS_UP =
  /set_?-?up|wizard|log_?-?in|onboard|configure|_config|Config(?![a-z])|install|generate|(?:print|show)_/i;

/** The values of what is logged: through texts, objects, and what writes them down in another way. */
function leaves(value: Expression): readonly Expression[] {
  switch (value.kind) {
    case 'template':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : leaves(part)));
    case 'binary':
      return /^[+%]$/.test(value.operator) ? [...leaves(value.left), ...leaves(value.right)] : [];
    case 'object':
      return value.properties.flatMap((it) => leaves(it.value));
    case 'list':
      return value.items.flatMap(leaves);
    case 'call':
      return KEEPS.test(lastName(value.callee)) ? value.args.flatMap((it) => leaves(it.value)) : [];
    case 'id':
    case 'member':
    case 'index':
      return [value];
    default:
      return [];
  }
}

const HARMLESS =
  /mask|redact|hash|encrypt|obfusc|name|label|type|count|limit|length|usage|present|exists|has_|is_|next|page|continuation|progress|cursor|max|total|prompt|completion|input|output|csrf|public|err|(?:random|generate|require|change|reset|forgot|show|enable|allow)s?_?(?:password|token|key|secret)$/i;

const HEADERS = /(?:^|\.)(?:req|request)\.headers$/;
/** Names that nothing else goes by. */
const SURE =
  /(?:^|_)(?:(?:api|access|secret|private|auth|signing|encryption|account|service|master|admin)_?key|(?:access|refresh|auth|bearer|api|oauth)_?token|client_?secret|password|passwd)$/i;

/** Whether a logger, where it is made, takes secrets out of what it is given. */
function isMaskedBy(code: Code, module: SourceModule, logger: string): boolean {
  const [root = ''] = logger.split('.');
  if (/^(?:console|print|fmt|process)$/.test(root)) return false;
  const from = module.imports.find(({ local }) => local === root)?.from;
  const made = from === undefined ? [module] : importedModules(code.project.sources, module, from);
  return made.some(({ functions }) =>
    functions.some(({ name }) => /redact|mask|scrub/i.test(name)),
  );
}

function told(
  code: Code,
  { module, scope, path: logger }: CallSite,
  leaf: Expression,
): readonly Told[] {
  const place = at(module, leaf);
  const path = pathOf(leaf) ?? '';
  // What httpx prints of its headers is masked.
  const masked = module.imports.some(({ from }) => from === 'httpx');
  if (/^(?:process\.env|os\.environ)$/.test(path)) return [{ at: place, what: 'all', sure: true }];
  if (!masked && HEADERS.test(path))
    return isMaskedBy(code, module, logger) ? [] : [{ at: place, what: 'all', sure: true }];
  const name =
    leaf.kind === 'index' ? (leaf.index.kind === 'text' ? leaf.index.value : '') : lastName(leaf);
  if (name === '' || !isSecretName(name) || HARMLESS.test(name)) return [];
  const value = valueAt(leaf, module, scope);
  // `token` alone is many things, and so is `cache_key`: they count where they are read from such a variable.
  const read = isRead(code, value);
  if (!read && !SURE.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2'))) return [];
  // A constant in capitals is the name of a setting, or an error.
  if (/^[A-Z][A-Z0-9_]*$/.test(name) && !read && leaf.kind !== 'index') return [];
  return [{ at: place, what: 'one', sure: read }];
}

/** Whether a value is what a variable of the environment holds. */
function isRead(code: Code, value: Value): boolean {
  const target = resolve(code.project.sources, value);
  if (target.kind === 'external')
    return /^environ\.\w+$/.test(target.name) && isSecretName(target.name.slice(8));
  if (target.kind !== 'value') return false;
  let { expression } = target;
  while (expression.kind === 'binary') expression = expression.left;
  if (expression.kind === 'call') {
    const first = expression.args[0]?.value;
    return (
      /(?:environ\.get|getenv|Getenv|LookupEnv)$/.test(pathOf(expression.callee) ?? '') &&
      first?.kind === 'text' &&
      isSecretName(first.value)
    );
  }
  if (expression.kind === 'index')
    return (
      /environ$|\.env$/.test(pathOf(expression.object) ?? '') &&
      expression.index.kind === 'text' &&
      isSecretName(expression.index.value)
    );
  const path = pathOf(expression) ?? '';
  return /(?:^|\.)env\.\w+$/.test(path) && isSecretName(lastName(expression));
}

const QUERY =
  /(?:^|[?&])(?:api[_-]?key|apikey|access[_-]?token|auth[_-]?token|token|secret|password)$/i;

/** Where a credential of a caller is taken out of the address. */
export function secretsInQueries(code: Code): readonly Place[] {
  const taken = code
    .calls(
      /(?:searchParams|query_params|queryParams|Query\(\)|\?)\.(?:get|Get)$|(?:^|\.)args\.get$/,
    )
    .flatMap(({ call, module, path }) => {
      const first = call.args[0]?.value;
      if (first?.kind !== 'text' || !QUERY.test(first.value)) return [];
      if (!isQuery(call.callee) || isForm(path)) return [];
      return [at(module, call)];
    });
  const members = code.each('secrets in queries', ({ paths }) =>
    paths.flatMap(({ path, expression, module }) =>
      /(?:^|\.)(?:req|request|ctx|c)\.query\.(\w+)$/.test(path) && QUERY.test(lastName(expression))
        ? [at(module, expression)]
        : [],
    ),
  );
  return [...taken, ...members];
}

/** `url.searchParams.get`, `request.query_params.get`, `r.URL.Query().Get`, `request.args.get`. */
function isQuery(callee: Expression): boolean {
  if (callee.kind !== 'member') return false;
  const { object } = callee;
  if (object.kind === 'call') return lastName(object.callee) === 'Query';
  return /(?:searchParams|query_params|queryParams)$|(?:^|\.)request\.args$/.test(
    pathOf(object) ?? lastName(object),
  );
}

function isForm(path: string): boolean {
  return /form|body/i.test(path);
}
