import {
  argumentOf,
  type Call,
  type Expression,
  lastName,
  visit,
} from '../../source/expressions.ts';
import type { SourceFunction, SourceModule } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import { resolve } from '../names/resolve.ts';
import { valueAt } from '../names/targets.ts';
import type { Code } from './code.ts';

/** A token that is signed, with what says when it ends. */
export interface Signing {
  readonly site: CallSite;
  /** The object of its claims, where it is written down. */
  readonly claims: Expression | undefined;
  /** The object of its options, or what stands in its place. */
  readonly options: Expression | undefined;
}

/** Tokens that never end. What is put together elsewhere may say when: of that nothing is said. */
export function endlessTokens(code: Code): readonly Signing[] {
  return [...signed(code), ...chained(code), ...python(code), ...go(code)].filter(
    ({ site }) => !/assertion|github_?app/i.test(site.scope.name),
  );
}

function signed(code: Code): readonly Signing[] {
  return code.calls(/^(?:jwt|jsonwebtoken)\.sign$/).flatMap((site): readonly Signing[] => {
    const { call, module, scope } = site;
    if (module.language === 'python' || module.language === 'go') return [];
    const [claims, , options] = call.args.map(({ value }) => value);
    // A call-back in its place changes nothing.
    const given = options?.kind === 'function' ? undefined : options;
    const known = keysOf(code, given, module, scope);
    const own = keysOf(code, claims, module, scope);
    if (known === null || own === null || known.has('expiresIn') || own.has('exp')) return [];
    return [{ site, claims, options: given }];
  });
}

/** `new SignJWT(claims).setIssuedAt().sign(key)` of jose. */
function chained(code: Code): readonly Signing[] {
  return code.named('sign').flatMap((site): readonly Signing[] => {
    const names: string[] = [];
    let at: Expression = site.call.callee;
    let made: Call | undefined;
    while (at.kind === 'member' || at.kind === 'call') {
      if (at.kind === 'call' && at.form === 'new') made = at;
      if (at.kind === 'member') names.push(at.name);
      at = at.kind === 'member' ? at.object : at.callee;
    }
    if (!made || lastName(made.callee) !== 'SignJWT') return [];
    const claims = made.args[0]?.value;
    const own = keysOf(code, claims, site.module, site.scope);
    if (names.includes('setExpirationTime') || own === null || own.has('exp')) return [];
    return [{ site, claims, options: undefined }];
  });
}

/** `jwt.encode({…}, key)` of PyJWT and python-jose. */
function python(code: Code): readonly Signing[] {
  return code.calls(/^jwt\.encode$/).flatMap((site): readonly Signing[] => {
    const { call, module, scope } = site;
    const claims = argumentOf(call, 'payload', 0) ?? argumentOf(call, 'claims');
    const own = claims && keysOf(code, claims, module, scope);
    if (module.language !== 'python' || !own || own.has('exp')) return [];
    if (claims.kind === 'id' && grows(scope, claims.name)) return [];
    return [{ site, claims, options: undefined }];
  });
}

/** `jwt.NewWithClaims(method, jwt.MapClaims{…})`, and claims of a type that has `ExpiresAt`. */
function go(code: Code): readonly Signing[] {
  return code.named('NewWithClaims').flatMap((site): readonly Signing[] => {
    const { call, module, scope } = site;
    const claims = call.args[1]?.value;
    if (module.language !== 'go' || claims?.kind !== 'object') return [];
    const own = keysOf(code, claims, module, scope);
    const known = /^jwt\.(?:MapClaims|RegisteredClaims|StandardClaims)$/.test(claims.type ?? '');
    return !known || !own || own.has('exp') || own.has('ExpiresAt')
      ? []
      : [{ site, claims, options: undefined }];
  });
}

/** `claims["exp"] = …` and `claims.update(…)` after it was made. */
function grows({ events }: SourceFunction, name: string): boolean {
  return events.some((event) => {
    if (event.kind !== 'expression') return false;
    let found = false;
    visit(event.value, (part) => {
      if (part.kind === 'assign' && part.target.kind === 'index')
        found ||= lastName(part.target.object) === name;
      if (part.kind === 'call' && part.callee.kind === 'member' && part.callee.name === 'update')
        found ||= lastName(part.callee.object) === name;
    });
    return found;
  });
}

/** Where a token of a caller is verified, and for whom it was made is not asked. */
export function openAudiences(code: Code): readonly CallSite[] {
  const verifying = code.calls(/(?:^|\.)jwtVerify$|^(?:jwt|jsonwebtoken)\.verify$|^jwt\.decode$/);
  const asks = ({ call, module, scope }: CallSite): boolean =>
    keysOf(code, call.args[2]?.value, module, scope)?.has('audience') ?? false;
  return verifying.filter(({ call, module, scope, path }) => {
    // Where one call asks for it, the claim is read for that one.
    const isAsked = verifying.some((it) => it.module === module && asks(it));
    if (!isAsked && looksAtIt(code, module)) return false;
    if (module.language === 'python') return path === 'jwt.decode' && asksNobody(call);
    const options = keysOf(code, call.args[2]?.value, module, scope);
    return path !== 'jwt.decode' && options !== null && !options.has('audience');
  });
}

/** Whether the file takes the claim out of the token and looks at it itself: `payload.get("aud")`, `claims.aud`. */
function looksAtIt({ project }: Code, module: SourceModule): boolean {
  return (
    project.code.texts.some((it) => it.module === module && it.text === 'aud') ||
    project.code.paths.some((it) => it.module === module && /\.aud$/.test(it.path))
  );
}

/** PyJWT asks unless it is told not to, or given no audience at all. */
function asksNobody(call: Call): boolean {
  const keys = new Set(call.args.flatMap(({ name }) => name ?? []));
  return keys.size > 0 && !keys.has('audience');
}

/** The keys of an object; null when it is not known here, no argument at all included as no keys. */
export function keysOf(
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
