import { endlessTokens, openAudiences } from '../../../project/signals/caller-tokens.ts';
import { at, type Code, pathsIn } from '../../../project/signals/code.ts';
import { INTROSPECTS } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Call, Expression } from '../../../source/expressions.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

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
      !/(?:wrangler\.(?:toml|jsonc?)|nginx[\w.-]{0,60}\.conf(?:\.template)?|Caddyfile|traefik[\w.-]{0,60}\.ya?ml)$/i.test(
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
  return code
    .each('answers of too many', ({ calls }) =>
      calls.filter(({ call, name }) => ANSWERS.test(name) && statusesOf(call).some(isTooMany)),
    )
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
  const forever = endlessTokens(code).map(({ site }) => site);
  const verifying = code
    .calls(/(?:^|\.)jwtVerify$|^(?:jwt|jsonwebtoken)\.verify$|^jwt\.decode$/)
    .filter(({ module, path }) => path !== 'jwt.decode' || module.language === 'python');
  const open = openAudiences(code);
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
  const introspected = code.words(INTROSPECTS);
  const good = [
    ...verifying.map(({ call, module }) => at(module, call)),
    ...introspected,
    // What go-oidc verifies has its expiry and, unless it is told not to, its audience checked.
    ...code
      .calls(/(?:^|\.)(?:Verifier|VerifierContext|NewVerifier)$/)
      .filter(({ module }) => module.imports.some(({ from }) => /\/go-oidc\b/.test(from)))
      .map(({ call, module }) => at(module, call)),
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

export const callers: Readonly<Record<number, Criterion>> = { 2: rateLimited, 3: tokensExpire };
