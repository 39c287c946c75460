import { resolve } from '../../../project/names/resolve.ts';
import { valueAt } from '../../../project/names/targets.ts';
import { at, type Code, pathsIn, within } from '../../../project/signals/code.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Call, Expression } from '../../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../../source/model.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

const CREDENTIAL_WORD =
  /(?:api_?key|token|secret|passw(?:or)?d|credential|auth|database_?ur[il]|db_?ur[il]|connection_?(?:string|ur[il])|access_?key)s?$/i;

/** P1: a credential that is missing or empty ends in an error. */
const keysValidated: Criterion = (signals) => {
  const { credentials, code } = signals;
  if (credentials.length === 0) return notApplicable('It reads no credential.');
  const open = credentials.filter(({ variable }) => variable?.fallback === 'empty');
  const skipped = skippedChecks(code);
  if (skipped.length > 0)
    return fail('Everybody gets in while the expected secret is not set.', skipped);
  const checks = credentialChecks(code);
  if (open.length > 0 && checks.length === 0 && !isAsked(code))
    return fail(
      'A credential that is not set becomes an empty text, and nothing notices.',
      open.map((it) => it.at),
    );
  if (checks.length > 0) return pass('A missing credential is noticed.', checks);
  const required = signals.project.manifests.flatMap(({ file, inputs }) =>
    inputs
      .filter(({ required: must, marked }) => must && marked)
      .map((it) => ({ file, span: it.at })),
  );
  if (required.length > 0)
    return pass('The host asks for the credential before it starts.', required);
  return review(
    'A credential is read, and no check of it was seen.',
    credentials.map((it) => it.at),
  );
};

/** `if (!key) throw`, `if not key: raise`, `if token == "" { return err }`, or a settings library that requires it. */
function credentialChecks(code: Code): readonly Place[] {
  const places: Place[] = [];
  for (const module of code.modules) {
    for (const scope of [module.top, ...module.functions]) {
      for (const event of scope.events) {
        if (event.kind !== 'test' || !asksForNothing(event.test)) continue;
        if (!pathsIn(event.test).some((path) => CREDENTIAL_WORD.test(path))) continue;
        if (event.leaves || endsBadly(scope, event.whenTrue)) places.push(at(module, event.test));
      }
    }
  }
  const settings = code.uses('settings').flatMap(({ imports }) => imports);
  const required = code.named(
    'requiredOption',
    'MarkFlagRequired',
    'requireEnv',
    'getRequiredEnv',
    'mustEnv',
  );
  return [...places, ...settings, ...required.map(({ call, module }) => at(module, call))];
}

/** `!x`, `not x`, `x == ""`, `x === undefined`, `x is None`, `x.length < 20`, also within `&&` and `||`. */
function asksForNothing(test: Expression): boolean {
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

function endsBadly(
  scope: SourceFunction,
  branch: { readonly start: number; readonly end: number },
): boolean {
  return within(scope, branch).some(
    (event) =>
      event.kind === 'throw' ||
      (event.kind === 'expression' &&
        event.value.kind === 'call' &&
        /(?:exit|Exit|Fatal|Fatalf|panic|abort|fail)$/.test(pathsIn(event.value.callee)[0] ?? '')),
  );
}

/** `if (token) headers.set(…)`: a credential that may be missing, and then is not used. */
function isAsked(code: Code): boolean {
  return code.modules.some((module) =>
    [module.top, ...module.functions].some(({ events }) =>
      events.some(
        (event) =>
          event.kind === 'test' &&
          !asksForNothing(event.test) &&
          pathsIn(event.test).some((path) => CREDENTIAL_WORD.test(path)),
      ),
    ),
  );
}

const EXPECTED =
  /^(?:expected\w*|configured\w*|server_?(?:token|key|secret)|shared_?secret|(?:[A-Z]+_)*(?:API_KEY|TOKEN|SECRET|PASSWORD)|api_?key|secret)$/i;

/** `if (!expected) return next()`: who has no secret to check lets everybody in. */
function skippedChecks(code: Code): readonly Place[] {
  return code.modules.flatMap((module) =>
    module.functions.flatMap((fn) => {
      if (!/^(?:auth|verify|check|guard|require|validate|is_?auth)|middleware$/i.test(fn.name))
        return [];
      return fn.events.flatMap((event) => {
        if (event.kind !== 'test' || !asksForNothing(event.test)) return [];
        const names = pathsIn(event.test);
        if (!names.some((path) => EXPECTED.test(path.slice(path.lastIndexOf('.') + 1)))) return [];
        const lets = within(fn, event.whenTrue).some(
          (inner) => inner.kind === 'return' && inner.value && letsIn(inner.value),
        );
        return lets ? [at(module, event.test)] : [];
      });
    }),
  );
}

function letsIn(value: Expression): boolean {
  if (value.kind === 'literal') return value.value === true;
  return (
    value.kind === 'call' &&
    /^next$/.test(pathsIn(value.callee)[0] ?? '') &&
    value.args.length === 0
  );
}

/** P2: callers cannot ask as often as they like. */
const rateLimited: Criterion = ({ http, code, project }) => {
  if (http.length === 0)
    return notApplicable('It speaks over standard input and output only, to one local user.');
  const limiters = code.uses('limiter').flatMap(({ imports }) => imports);
  const refusals = tooMany(code);
  if (limiters.length > 0) return pass('A limiter is mounted.', [...limiters, ...refusals]);
  const own = code.words(
    /^(?:rate_?limit(?:er|ing)?|check_?rate_?limit|token_?bucket|throttle|rate_?limit\w*|is_?rate_?limited)$/i,
  );
  if (refusals.length > 0 && own.length > 0)
    return pass('Callers are refused with 429.', [...refusals, ...own]);
  const platform = [...project.files.values()].flatMap(({ path, text }) => {
    if (
      !/(?:wrangler\.(?:toml|jsonc?)|nginx[\w.-]*\.conf(?:\.template)?|Caddyfile|traefik[\w.-]*\.ya?ml)$/i.test(
        path,
      )
    )
      return [];
    const found =
      /\[\[ratelimits\]\]|"?type"?\s*[=:]\s*"ratelimit"|"ratelimits"|\blimit_req\b|\brateLimit\b|\brate_limit\b/.exec(
        text,
      );
    return found
      ? [{ file: path, span: { start: found.index, end: found.index + found[0].length } }]
      : [];
  });
  if (platform.length > 0) return pass('The platform limits calls.', platform);
  return review('It offers an HTTP endpoint, and no limiter was seen: a proxy may have one.', http);
};

/** Answers with 429, not looks for one in somebody else's answer. */
function tooMany(code: Code): readonly Place[] {
  return code.project.code.calls
    .filter(({ call, name }) => ANSWERS.test(name) && statusesOf(call).some(isTooMany))
    .map(({ call, module }) => at(module, call));
}

const ANSWERS =
  /^(?:status|writeHead|sendStatus|code|json|text|HTTPException|Response|JSONResponse|PlainTextResponse|NextResponse|WriteHeader|Error)$/;

/** What an answer may say its status is: an argument, or the key of an option. */
function statusesOf(call: Call): readonly Expression[] {
  return call.args.flatMap(({ value, name }) => {
    if (value.kind === 'object')
      return value.properties.flatMap((it) => (it.key === 'status' ? [it.value] : []));
    return name === undefined || name === 'status_code' ? [value] : [];
  });
}

function isTooMany(value: Expression): boolean {
  if (value.kind === 'literal') return value.value === 429;
  return /StatusTooManyRequests$|TOO_MANY_REQUESTS$/.test(pathsIn(value)[0] ?? '');
}

/** P3: tokens of callers are verified, for this server, and end. */
const tokensExpire: Criterion = (signals) => {
  const { callerTokens, code } = signals;
  if (callerTokens.length === 0)
    return notApplicable('It issues and verifies no tokens of callers.');
  const forever = code.calls(/^(?:jwt|jsonwebtoken)\.sign$/).filter(({ call, module, scope }) => {
    const options = optionsOf(code, call.args[2]?.value, module, scope);
    return (
      options !== null &&
      !options.has('expiresIn') &&
      !optionsOf(code, call.args[0]?.value, module, scope)?.has('exp')
    );
  });
  const verifying = code
    .calls(/(?:^|\.)jwtVerify$|^(?:jwt|jsonwebtoken)\.verify$|^jwt\.decode$/)
    .filter(({ module, path }) => path !== 'jwt.decode' || module.language === 'python');
  const open = verifying.filter(({ call, module, scope }) => {
    const python = module.language === 'python';
    if (python) {
      const keys = new Set(call.args.flatMap(({ name }) => name ?? []));
      return keys.size > 0 && !keys.has('audience');
    }
    const options = optionsOf(code, call.args[2]?.value, module, scope);
    return options !== null && !options.has('audience');
  });
  if (forever.length > 0)
    return fail(
      'A token is signed that never expires.',
      forever.map(({ call, module }) => at(module, call)),
    );
  if (open.length > 0)
    return fail(
      'A token is verified without its audience: one for another service works here.',
      open.map(({ call, module }) => at(module, call)),
    );
  const introspected = code.words(/^introspect\w*$/i);
  const good = [
    ...verifying.map(({ call, module }) => at(module, call)),
    ...introspected,
    ...code
      .calls(
        /(?:^|\.)(?:requireBearerAuth|OAuthProvider|JWTVerifier|RemoteAuthProvider|OAuthProxy|ParseWithClaims|withMcpAuth)$/,
      )
      .map(({ call, module }) => at(module, call)),
  ];
  return good.length > 0
    ? pass('Tokens are verified, with audience and expiry or at their issuer.', good)
    : review('Tokens are handled, and how they are verified was not seen.', callerTokens);
};

/** The keys of an options object; null when it is not known here, undefined argument included as no keys. */
function optionsOf(
  code: Code,
  expression: Expression | undefined,
  module: SourceModule,
  scope: SourceFunction,
): ReadonlySet<string> | null {
  if (!expression) return new Set();
  const target = resolve(code.project.sources, valueAt(expression, module, scope));
  if (target.kind !== 'value' || target.expression.kind !== 'object') return null;
  const { properties } = target.expression;
  // A spread may bring anything.
  if (properties.some(({ spread, key }) => spread || key === null)) return null;
  return new Set(properties.flatMap(({ key }) => key ?? []));
}

const READS =
  /^(?:get|list|read|search|find|describe|fetch|query|lookup|look|show|count|check|view|resolve|status|ping|echo|analyze|analyse|explain|browse|download|convert|preview|compare|validate|info|help|ask|greet|hello|add|sum|calculate|compute|tree|head|tail)(?:[_\-.A-Z]|$)|(?:[_-](?:get|list|read|search|find|query|info|status|docs|to[_-]markdown)(?:[_-]|$))/;
const SWITCH =
  /^-{0,2}(?:is_?)?(?:read[_-]?only(?:[_-]?mode)?|enable[_-]?write\w*|allow[_-]?(?:write|writes|delete|ddl|dml|destructive)\w*|disable[_-]?(?:write|writes|delete|tools?)\w*|access[_-]?mode|non_?destructive|(?:enabled?|disabled?|allowed|denied)[_-]?(?:tools?|toolsets?|commands?)|toolsets?|required?[_-]?scopes?|has[_-]?scopes?|check[_-]?scopes?|scopes_supported|allow(?:ed)?[_-]?(?:dir|dirs|director(?:y|ies)|paths?|roots?|commands?|domains?|tables?)|\w+_allowed_(?:paths|dirs|directories|roots|commands)|(?:tool|command|path|dir|directory)_?allow_?list|permission_?mode|restricted(?:[_-]?mode)?)$/i;

/** P4: reading can be allowed without writing. */
const scoped: Criterion = ({ project, code, toolsKnown }) => {
  const { tools } = project;
  if (tools.length === 0)
    return review(
      'Its tools are made at run time: what they may do was not seen.',
      project.dynamicTools.map((it) => it.at),
    );
  const hinted = tools.filter(
    ({ annotations }) =>
      annotations &&
      ('readOnlyHint' in annotations.hints || 'destructiveHint' in annotations.hints),
  );
  const reading = (tool: (typeof tools)[number]): boolean => {
    const hint = tool.annotations?.hints.readOnlyHint;
    return typeof hint === 'boolean' ? hint : READS.test(tool.name);
  };
  const writing = tools.filter((tool) => !reading(tool));
  const limits = [
    ...project.variables.filter(({ name }) => SWITCH.test(name)).map((it) => it.at),
    ...code.words(SWITCH),
  ];
  if (limits.length > 0) return pass('What the tools may do can be limited.', limits);
  if (writing.length === 0 && hinted.length === tools.length && toolsKnown)
    return pass(
      'Every tool only reads, and says so.',
      hinted.map((it) => it.annotations?.at ?? it.at),
    );
  if (hinted.length === tools.length)
    return review(
      'The tools say what they do, and nothing limits it.',
      hinted.map((it) => it.annotations?.at ?? it.at),
    );
  if (project.unread.length > 0)
    return review(
      'Its code is in a language that is only listed here.',
      tools.map((it) => it.at),
    );
  if (writing.length > 0 && hinted.length === 0)
    return fail(
      'Tools that change things have neither hints nor a limit.',
      writing.map((it) => it.nameAt),
    );
  return review(
    'Some tools say nothing about what they change.',
    tools.filter((it) => !hinted.includes(it)).map((it) => it.nameAt),
  );
};

export const authentication: Readonly<Record<number, Criterion>> = {
  1: keysValidated,
  2: rateLimited,
  3: tokensExpire,
  4: scoped,
};
