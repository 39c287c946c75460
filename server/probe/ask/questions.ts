import type { ProviderId } from '../../../rules/catalog/providers.ts';
import { isRecord } from '../tools.ts';
import {
  at,
  byStatus,
  DISABLED,
  dayIn,
  EXPIRED,
  FORBIDDEN,
  LIMITED,
  listIn,
  live,
  NARROW,
  namesIn,
  REFUSED,
  REVOKED,
  type Reply,
  reachOf,
  STRANGE,
  textAt,
} from './reply.ts';
import type { Reading } from './types.ts';

/** How a provider is asked about one credential: a reading request that its documents name. */
export interface Question {
  readonly host: string;
  readonly path: string;
  readonly method?: 'POST';
  readonly body?: unknown;
  /** The credentials that can be asked about there. */
  readonly takes: RegExp;
  /** Whether a credential that says itself where it belongs belongs there. */
  isFor?(value: string): boolean;
  headers(value: string): Readonly<Record<string, string>>;
  /** Of an answer that is a success. */
  read(reply: Reply, value: string): Reading;
  /** Of any other, where the documents say more of it than its status does; undefined where they do not. */
  readFailure?(reply: Reply): Reading | undefined;
}

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

/** Looked up in November 2026: the pages, and code of others that reads these answers, stand above each. */
export const questions: Readonly<Partial<Record<ProviderId, Question>>> = {
  // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
  // https://github.blog/changelog/2021-07-26-expiration-options-for-personal-access-tokens/
  // https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api (403 for limits and for rights)
  github: {
    host: 'api.github.com',
    path: '/user',
    // Tokens of installations have no user, and refresh tokens are for one endpoint.
    takes: /^(?:gh[opu]_|github_pat_)/,
    headers: (value) => ({
      ...bearer(value),
      accept: 'application/vnd.github+json',
      'user-agent': 'mcp-checklist',
    }),
    read: ({ headers, json }) => {
      if (textAt(json, 'login') === '') return STRANGE;
      const scopes = listIn(headers['x-oauth-scopes']);
      return live({
        scopes,
        reach: scopes && reachOf(scopes, /^(?:read:|user:email$)/, /^repo$/),
        expires: dayIn(headers['github-authentication-token-expiration']),
      });
    },
    readFailure: ({ status, headers, json }) => {
      if (status !== 403) return undefined;
      if (textAt(json, 'message').startsWith('Resource not accessible by ')) return NARROW;
      return 'retry-after' in headers || headers['x-ratelimit-remaining'] === '0'
        ? LIMITED
        : undefined;
    },
  },
  // https://docs.gitlab.com/api/personal_access_tokens/ ("self"), https://docs.gitlab.com/user/profile/personal_access_tokens/
  // https://docs.gitlab.com/api/rest/authentication/ (insufficient_scope); the words for revoked and expired are those of
  // lib/gitlab/auth/auth_finders.rb and lib/api/api_guard.rb in gitlab-org/gitlab
  gitlab: {
    host: 'gitlab.com',
    path: '/api/v4/personal_access_tokens/self',
    takes: /^glpat-/,
    headers: (value) => ({ 'private-token': value }),
    read: ({ json }) => {
      if (at(json, 'revoked') === true) return REVOKED;
      if (at(json, 'active') === false) return REFUSED;
      if (at(json, 'active') !== true) return STRANGE;
      const scopes = namesIn(at(json, 'scopes'));
      const expires = at(json, 'expires_at');
      return live({
        scopes,
        reach: scopes && reachOf(scopes, /^(?:read_|openid$|profile$|email$)/, /^(?:api|sudo)$/),
        expires: expires === null ? 'never' : dayIn(expires),
      });
    },
    readFailure: ({ status, json }) => {
      const said = textAt(json, 'error_description');
      if (status === 401 && said.startsWith('Token was revoked')) return REVOKED;
      if (status === 401 && said.startsWith('Token is expired')) return EXPIRED;
      return status === 403 && at(json, 'error') === 'insufficient_scope' ? NARROW : undefined;
    },
  },
  // https://docs.slack.dev/reference/methods/auth.test (POST, no scope needed, its table of errors; the status is 200 for them)
  // https://docs.slack.dev/apis/web-api/rate-limits (429), https://docs.slack.dev/authentication/tokens
  // slackapi/node-slack-sdk, packages/web-api/src/WebClient.ts: x-oauth-scopes
  slack: {
    host: 'slack.com',
    path: '/api/auth.test',
    method: 'POST',
    // Refresh tokens are for one endpoint, and those of a browser are nothing without its cookie.
    takes: /^xox(?:[abp]-|e\.xox[bp]-)/,
    headers: bearer,
    read: ({ headers, json }) => {
      if (at(json, 'ok') === true) {
        const scopes = listIn(headers['x-oauth-scopes']);
        return live({ scopes, reach: scopes && reachOf(scopes, /[:.](?:read|history)$/) });
      }
      return SLACK_ERRORS.get(textAt(json, 'error')) ?? STRANGE;
    },
  },
  // https://docs.npmjs.com/cli/commands/npm-whoami, https://docs.npmjs.com/about-access-tokens
  npm: {
    host: 'registry.npmjs.org',
    path: '/-/whoami',
    takes: /^npm_/,
    headers: bearer,
    read: ({ json }) => (textAt(json, 'username') !== '' ? live() : STRANGE),
  },
  // getsentry/sentry, src/sentry/api/endpoints/index.py: the answer; src/sentry/utils/security/orgauthtoken_token.py: what a
  // token of an organization says of where it belongs
  sentry: {
    host: 'sentry.io',
    path: '/api/0/',
    takes: /^sntry[su]_/,
    isFor: (value) => !value.startsWith('sntrys_') || sentryOf(value) === 'sentry.io',
    headers: bearer,
    read: ({ json }) => {
      const auth = at(json, 'auth');
      // Who is nobody gets an answer as well.
      if (!isRecord(auth)) return STRANGE;
      const scopes = namesIn(auth.scopes);
      return live({ scopes, reach: scopes && reachOf(scopes, /:read$/) });
    },
  },
  // https://developers.notion.com/reference/get-self (needs no capability), https://developers.notion.com/reference/status-codes
  notion: {
    host: 'api.notion.com',
    path: '/v1/users/me',
    takes: /^(?:ntn_|secret_)/,
    headers: (value) => ({ ...bearer(value), 'notion-version': '2022-06-28' }),
    read: ({ json }) => (at(json, 'object') === 'user' ? live() : STRANGE),
  },
  // https://platform.openai.com/docs/api-reference/models/list, https://platform.openai.com/docs/guides/error-codes
  // A key that may not list models is answered 401 or 403 with "Missing scopes": microsoft/PowerToys#32989,
  // bytedance/trae-agent#162. From some countries everybody gets a 403.
  openai: {
    host: 'api.openai.com',
    path: '/v1/models',
    takes: /^sk-(?!admin-)/,
    headers: bearer,
    read: ({ json }) => (Array.isArray(at(json, 'data')) ? live() : STRANGE),
    readFailure: ({ status, json }) => {
      if (status !== 401 && status !== 403) return undefined;
      const said = textAt(json, 'error', 'message');
      if (/missing scopes/i.test(said)) return NARROW;
      const isOfCaller =
        at(json, 'error', 'code') === 'ip_not_authorized' ||
        said.includes('IP not authorized') ||
        said.includes('must be a member of an organization');
      return isOfCaller ? FORBIDDEN : undefined;
    },
  },
  // https://platform.claude.com/docs/en/api/models-list, https://platform.claude.com/docs/en/api/errors (401 authentication_error,
  // 403 permission_error). From some networks everybody gets a 403 of the type "forbidden", which is not in that list.
  anthropic: {
    host: 'api.anthropic.com',
    path: '/v1/models?limit=1',
    takes: /^sk-ant-api/,
    headers: (value) => ({ 'x-api-key': value, 'anthropic-version': '2023-06-01' }),
    read: ({ json }) => (Array.isArray(at(json, 'data')) ? live() : STRANGE),
    readFailure: ({ status, json }) =>
      status === 403 && at(json, 'error', 'type') === 'permission_error' ? NARROW : undefined,
  },
  // https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/
  cloudflare: {
    host: 'api.cloudflare.com',
    path: '/client/v4/user/tokens/verify',
    // Tokens of accounts are asked about elsewhere, global keys need an address.
    takes: /^(?:cfut_[A-Za-z0-9]+|[A-Za-z0-9_-]{40})$/,
    headers: bearer,
    read: ({ json }) => {
      const status = at(json, 'result', 'status');
      if (status === 'disabled') return DISABLED;
      if (status === 'expired') return EXPIRED;
      if (status !== 'active') return STRANGE;
      const expires = at(json, 'result', 'expires_on');
      return live({ expires: expires === undefined ? 'never' : dayIn(expires) });
    },
  },
  // https://docs.digitalocean.com/reference/api/digitalocean/#tag/Account, and its list of errors (403 "forbidden": a scope lacks)
  digitalocean: {
    host: 'api.digitalocean.com',
    path: '/v2/account',
    takes: /^do[op]_v1_/,
    headers: bearer,
    read: ({ json }) => (isRecord(at(json, 'account')) ? live() : STRANGE),
    readFailure: ({ status, json }) =>
      status === 403 && /^forbidden$/i.test(textAt(json, 'id')) ? NARROW : undefined,
  },
  // https://huggingface.co/docs/hub/api#get-apiwhoami-v2, https://huggingface.co/docs/hub/security-tokens
  // huggingface/huggingface.js, packages/hub/src/lib/who-am-i.ts; trufflesecurity/trufflehog, pkg/analyzer/analyzers/huggingface
  huggingface: {
    host: 'huggingface.co',
    path: '/api/whoami-v2',
    takes: /^hf_/,
    headers: bearer,
    read: ({ json }) => {
      const token = at(json, 'auth', 'accessToken');
      if (!isRecord(token)) return STRANGE;
      const role = textAt(token, 'role');
      const fine = at(token, 'fineGrained');
      const scoped = at(fine, 'scoped');
      const given = Array.isArray(scoped) ? scoped.map((it) => at(it, 'permissions')) : [];
      const finely = namesIn([at(fine, 'global'), ...given].flat());
      const isFine = role === 'fineGrained' && isRecord(fine);
      return live({
        scopes: isFine ? [...new Set(finely)] : namesIn([role]),
        reach: isFine && finely ? reachOf(finely, /\.read$/) : REACH_OF_ROLE.get(role),
        expires: dayIn(at(token, 'expiration') ?? at(json, 'auth', 'expiresAt')),
      });
    },
  },
  // https://linear.app/developers/graphql, https://linear.app/developers/rate-limiting (400 with RATELIMITED)
  // linear/linear, packages/sdk/src/error.ts: the types of errors
  linear: {
    host: 'api.linear.app',
    path: '/graphql',
    method: 'POST',
    body: { query: '{ viewer { id } }' },
    takes: /^lin_(?:api|oauth)_/,
    headers: (value) => (value.startsWith('lin_api_') ? { authorization: value } : bearer(value)),
    read: (reply) =>
      isRecord(at(reply.json, 'data', 'viewer')) ? live() : (linearError(reply) ?? STRANGE),
    readFailure: (reply) => linearError(reply),
  },
  // https://docs.stripe.com/api/balance/balance_retrieve, https://docs.stripe.com/keys, https://docs.stripe.com/keys/restricted-api-keys
  // https://docs.stripe.com/api/errors (403: the key does not have the permissions), https://docs.stripe.com/error-codes (api_key_expired)
  stripe: {
    host: 'api.stripe.com',
    path: '/v1/balance',
    takes: /^[rs]k_(?:live|prod|test)_/,
    headers: bearer,
    read: ({ json }, value) =>
      at(json, 'object') === 'balance'
        ? live({ reach: value.startsWith('sk_') ? 'everything' : undefined })
        : STRANGE,
    readFailure: ({ status, json }) => {
      if (status === 401 && at(json, 'error', 'code') === 'api_key_expired') return EXPIRED;
      return status === 403 && isRecord(at(json, 'error')) ? NARROW : undefined;
    },
  },
  // https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access
  sendgrid: {
    host: 'api.sendgrid.com',
    path: '/v3/scopes',
    takes: /^SG\./,
    headers: bearer,
    read: ({ json }) => {
      const scopes = namesIn(at(json, 'scopes'));
      return scopes ? live({ scopes, reach: reachOf(scopes, /\.read$/) }) : STRANGE;
    },
  },
  // https://buildkite.com/docs/apis/rest-api/access-token
  buildkite: {
    host: 'api.buildkite.com',
    path: '/v2/access-token',
    takes: /^bkua_/,
    headers: bearer,
    read: ({ json }) => {
      const scopes = namesIn(at(json, 'scopes'));
      return scopes ? live({ scopes, reach: reachOf(scopes, /^read_/) }) : STRANGE;
    },
  },
};

const SLACK_ERRORS: ReadonlyMap<string, Reading> = new Map([
  ['invalid_auth', REFUSED],
  ['account_inactive', REFUSED],
  ['token_revoked', REVOKED],
  ['token_expired', EXPIRED],
  ['ratelimited', LIMITED],
  ['access_denied', FORBIDDEN],
]);

const REACH_OF_ROLE: ReadonlyMap<string, Reading['reach']> = new Map([
  ['read', 'reads'],
  ['write', 'writes'],
]);

function linearError({ json }: Reply): Reading | undefined {
  const errors = at(json, 'errors');
  const [error] = Array.isArray(errors) ? (errors as unknown[]) : [];
  const kinds = ['type', 'code'].map((it) => textAt(error, 'extensions', it));
  if (kinds.some((it) => /^authentication.error$/i.test(it))) return REFUSED;
  return kinds.some((it) => /^rate.?limited$/i.test(it)) ? LIMITED : undefined;
}

/** The host of the Sentry that a token of an organization is for: the token holds its address, in base64. */
function sentryOf(value: string): string | undefined {
  const [, payload = ''] = value.split('_');
  try {
    const said: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
    return new URL(textAt(said, 'url')).hostname;
  } catch {
    return undefined;
  }
}

/** What an answer says of the credential. */
export function readReply(question: Question, reply: Reply, value: string): Reading {
  const { status } = reply;
  if (status >= 200 && status < 300) return question.read(reply, value);
  return question.readFailure?.(reply) ?? byStatus(status);
}
