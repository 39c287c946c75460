import type { ProviderId } from '../../../rules/catalog/providers.ts';
import { isRecord } from '../tools.ts';
import type { Reach, Reading } from './types.ts';

/** An answer, as far as questions look at it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly json: unknown;
}

/** How a provider is asked about one credential: a reading request that its documents name. */
export interface Question {
  readonly host: string;
  readonly path: string;
  readonly method?: 'POST';
  readonly body?: unknown;
  /** The credentials that can be asked about there. */
  readonly takes: RegExp;
  headers(value: string): Readonly<Record<string, string>>;
  /** Of an answer that is none of a refusal. */
  read(reply: Reply, value: string): Reading;
  /** It knows the credential, and does not let it do this. */
  readonly forbids?: true;
}

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const live = (more: Omit<Reading, 'standing'> = {}): Reading => ({ standing: 'live', ...more });
const REFUSED: Reading = { standing: 'refused' };
const UNCLEAR: Reading = { standing: 'unclear' };

/** Checked in November 2026; the pages stand above each. */
export const questions: Readonly<Partial<Record<ProviderId, Question>>> = {
  // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps
  // https://github.blog/changelog/2021-07-26-expiration-options-for-personal-access-tokens/
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
    read: ({ headers }) => {
      const scopes = listIn(headers['x-oauth-scopes']);
      return live({
        scopes,
        reach: scopes && reachOf(scopes, /^(?:read:|user:email$)/, /^repo$/),
        expires: dayIn(headers['github-authentication-token-expiration']),
      });
    },
  },
  // https://docs.gitlab.com/api/personal_access_tokens/ ("self"), https://docs.gitlab.com/user/profile/personal_access_tokens/
  gitlab: {
    host: 'gitlab.com',
    path: '/api/v4/personal_access_tokens/self',
    takes: /^glpat-/,
    headers: (value) => ({ 'private-token': value }),
    read: ({ json }) => {
      if (at(json, 'revoked') === true || at(json, 'active') === false) return REFUSED;
      const scopes = namesIn(at(json, 'scopes'));
      const expires = at(json, 'expires_at');
      return live({
        scopes,
        reach: scopes && reachOf(scopes, /^(?:read_|openid$|profile$|email$)/, /^(?:api|sudo)$/),
        expires: expires === null ? 'never' : dayIn(expires),
      });
    },
  },
  // https://docs.slack.dev/reference/methods/auth.test
  slack: {
    host: 'slack.com',
    path: '/api/auth.test',
    method: 'POST',
    takes: /^xox/,
    headers: bearer,
    read: ({ headers, json }) => {
      if (at(json, 'ok') !== true) {
        const error = String(at(json, 'error'));
        return /^(?:invalid_auth|token_revoked|token_expired|account_inactive)$/.test(error)
          ? REFUSED
          : UNCLEAR;
      }
      const scopes = listIn(headers['x-oauth-scopes']);
      return live({ scopes, reach: scopes && reachOf(scopes, /:(?:read|history)$/) });
    },
  },
  // https://docs.npmjs.com/cli/commands/npm-whoami
  npm: {
    host: 'registry.npmjs.org',
    path: '/-/whoami',
    takes: /^npm_/,
    headers: bearer,
    read: ({ json }) => (typeof at(json, 'username') === 'string' ? live() : UNCLEAR),
  },
  // https://docs.sentry.io/api/users/retrieve-the-current-credentials/
  sentry: {
    host: 'sentry.io',
    path: '/api/0/',
    takes: /^sntry[su]_/,
    headers: bearer,
    read: ({ json }) => {
      const auth = at(json, 'auth');
      // Who is nobody gets an answer as well.
      if (!isRecord(auth)) return UNCLEAR;
      const scopes = namesIn(auth.scopes);
      return live({ scopes, reach: scopes && reachOf(scopes, /:read$/) });
    },
  },
  // https://developers.notion.com/reference/get-self
  notion: {
    host: 'api.notion.com',
    path: '/v1/users/me',
    takes: /^(?:ntn_|secret_)/,
    headers: (value) => ({ ...bearer(value), 'notion-version': '2022-06-28' }),
    read: ({ json }) => (at(json, 'object') === 'user' ? live() : UNCLEAR),
  },
  // https://platform.openai.com/docs/api-reference/models/list, https://platform.openai.com/docs/guides/error-codes
  openai: {
    host: 'api.openai.com',
    path: '/v1/models',
    takes: /^sk-(?!admin-)/,
    headers: bearer,
    read: ({ json }) => (Array.isArray(at(json, 'data')) ? live() : UNCLEAR),
    forbids: true,
  },
  // https://platform.claude.com/docs/en/api/models-list, https://platform.claude.com/docs/en/api/errors
  anthropic: {
    host: 'api.anthropic.com',
    path: '/v1/models?limit=1',
    takes: /^sk-ant-api/,
    headers: (value) => ({ 'x-api-key': value, 'anthropic-version': '2023-06-01' }),
    read: ({ json }) => (Array.isArray(at(json, 'data')) ? live() : UNCLEAR),
    forbids: true,
  },
  // https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/
  cloudflare: {
    host: 'api.cloudflare.com',
    path: '/client/v4/user/tokens/verify',
    // Tokens of accounts are asked about elsewhere, global keys need an address.
    takes: /^(?:cfut_[A-Za-z0-9]+|[A-Za-z0-9_-]{40})$/,
    headers: bearer,
    read: ({ json }) => {
      const result = at(json, 'result');
      const status = at(result, 'status');
      if (status === 'disabled' || status === 'expired') return REFUSED;
      if (status !== 'active') return UNCLEAR;
      const expires = at(result, 'expires_on');
      return live({ expires: expires === undefined ? 'never' : dayIn(expires) });
    },
  },
  // https://docs.digitalocean.com/reference/api/digitalocean/#tag/Account
  digitalocean: {
    host: 'api.digitalocean.com',
    path: '/v2/account',
    takes: /^do[op]_v1_/,
    headers: bearer,
    read: ({ json }) => (isRecord(at(json, 'account')) ? live() : UNCLEAR),
    forbids: true,
  },
  // https://huggingface.co/docs/huggingface.js/main/hub/interfaces/AuthInfo
  huggingface: {
    host: 'huggingface.co',
    path: '/api/whoami-v2',
    takes: /^hf_/,
    headers: bearer,
    read: ({ json }) => {
      const token = at(at(json, 'auth'), 'accessToken');
      const role = at(token, 'role');
      if (!isRecord(token)) return UNCLEAR;
      return live({
        scopes: namesIn([role]),
        reach: role === 'read' ? 'reads' : role === 'write' ? 'writes' : undefined,
        expires: dayIn(at(token, 'expiration') ?? at(at(json, 'auth'), 'expiresAt')),
      });
    },
  },
  // https://linear.app/developers/graphql
  linear: {
    host: 'api.linear.app',
    path: '/graphql',
    method: 'POST',
    body: { query: '{ viewer { id } }' },
    takes: /^lin_(?:api|oauth)_/,
    headers: (value) => (value.startsWith('lin_api_') ? { authorization: value } : bearer(value)),
    read: ({ json }) => {
      if (isRecord(at(at(json, 'data'), 'viewer'))) return live();
      const [error] = Array.isArray(at(json, 'errors')) ? (at(json, 'errors') as unknown[]) : [];
      const { type, code } = (at(error, 'extensions') ?? {}) as Record<string, unknown>;
      return /^authentication.error$/i.test(String(type ?? code)) ? REFUSED : UNCLEAR;
    },
  },
  // https://docs.stripe.com/api/balance/balance_retrieve, https://docs.stripe.com/keys, https://docs.stripe.com/keys/restricted-api-keys
  stripe: {
    host: 'api.stripe.com',
    path: '/v1/balance',
    takes: /^[rs]k_(?:live|prod|test)_/,
    headers: bearer,
    read: ({ json }, value) =>
      at(json, 'object') === 'balance'
        ? live({ reach: value.startsWith('sk_') ? 'everything' : undefined })
        : UNCLEAR,
    forbids: true,
  },
  // https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access
  sendgrid: {
    host: 'api.sendgrid.com',
    path: '/v3/scopes',
    takes: /^SG\./,
    headers: bearer,
    read: ({ json }) => {
      const scopes = namesIn(at(json, 'scopes'));
      return scopes ? live({ scopes, reach: reachOf(scopes, /\.read$/) }) : UNCLEAR;
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
      return scopes ? live({ scopes, reach: reachOf(scopes, /^read_/) }) : UNCLEAR;
    },
  },
};

/** What an answer says of the credential. */
export function readReply(question: Question, reply: Reply, value: string): Reading {
  const { status } = reply;
  if (status === 401) return REFUSED;
  if (status === 403) return question.forbids ? live() : UNCLEAR;
  if (status < 200 || status >= 300) return UNCLEAR;
  return question.read(reply, value);
}

function at(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

const MOST_SCOPES = 200;
const NAME = /^[a-z][\w:./*-]{0,63}$/i;

function namesIn(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value
    .filter((it): it is string => typeof it === 'string' && NAME.test(it))
    .slice(0, MOST_SCOPES);
}

function listIn(header: Reply['headers'][string]): readonly string[] | undefined {
  if (typeof header !== 'string') return undefined;
  return namesIn(header.split(',').map((it) => it.trim()));
}

function dayIn(value: unknown): string | undefined {
  const day = typeof value === 'string' ? /^\d{4}-\d\d-\d\d/.exec(value)?.[0] : undefined;
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

function reachOf(scopes: readonly string[], reads: RegExp, everything?: RegExp): Reach {
  if (everything && scopes.some((it) => everything.test(it))) return 'everything';
  return scopes.every((it) => reads.test(it)) ? 'reads' : 'writes';
}
