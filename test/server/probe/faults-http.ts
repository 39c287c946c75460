import { blind, fault, fine, type Section } from './faults.ts';

const wrongTokens = {
  'http.opaque': 'fail',
  'http.expired': 'fail',
  'http.forged': 'fail',
  'http.unsigned': 'fail',
};
const open = { control: 'open' };

const OVER_HTTP: Section = {
  title: 'HTTP',
  lines: [
    fault('open', 'open', { 'http.open': 'review', 'http.calls': 'review' }),
    fault('takes any token', 'any-token', wrongTokens),
    fault('takes a JWT that nobody signed', 'unsigned', {
      'http.forged': 'pass',
      'http.unsigned': 'fail',
    }),
    fault('takes a JWT that somebody else signed', 'forged', {
      'http.expired': 'pass',
      'http.forged': 'fail',
      'http.unsigned': 'pass',
    }),
    fault('takes a JWT that has expired', 'expired', {
      'http.opaque': 'pass',
      'http.expired': 'fail',
      'http.forged': 'pass',
    }),
    fault('401 without a challenge', 'no-challenge', { 'http.open': 'review' }),
    fault('a challenge without error', 'no-error', { 'http.refusal': 'review' }),
    fault('no metadata', 'no-metadata', { 'http.metadata': 'review' }),
    fault('metadata for another resource', 'other-resource', { 'http.metadata': 'fail' }),
    fault('an authorization server without encryption', 'plain-issuer', {
      'http.metadata': 'fail',
    }),
    fault('metadata at 169.254.169.254', 'metadata-elsewhere', { 'http.metadata': 'fail' }),
    fault('no PKCE', 'own-issuer,no-pkce', { 'http.pkce': 'fail' }, { control: 'own-issuer' }),
    fault(
      'an issuer by another name',
      'own-issuer,other-issuer',
      { 'http.issuer': 'fail' },
      {
        control: 'own-issuer',
      },
    ),
    blind(
      'no PKCE, at an authorization server elsewhere',
      'no-pkce',
      'its address is the word of somebody who is not trusted: nobody is asked there',
    ),
    fault('500 with a stack upon a token', 'stack-on-token', {
      'http.stack': 'fail',
      'http.opaque': 'fail',
    }),
    fault('a token comes back', 'reflects', { 'http.reflected': 'fail' }),
    fault('200 with an error inside', 'error-inside', {
      'http.refusal': 'review',
      'http.opaque': 'pass',
    }),
    fault('403 in place of 401', 'forbids', { 'http.open': 'review', 'http.opaque': 'pass' }),
    fault('no answer to a token', 'silent-on-token', { 'http.opaque': 'fail' }),
    fault(
      'takes any Origin',
      'open,any-origin',
      { 'http.origin': 'fail', 'http.host': 'pass' },
      open,
    ),
    fault('takes any Host', 'open,any-host', { 'http.host': 'fail', 'http.origin': 'pass' }, open),
    fine('429 with Retry-After after 20', 'open,limits', { 'http.rate': 'pass' }, open),
    fault(
      '429 without Retry-After',
      'open,limits,no-retry-after',
      { 'http.rate': 'review' },
      {
        control: 'open,limits',
      },
    ),
    fault('a stream of GET without an end', 'open,stream', { 'http.stream': 'info' }, open),
    fault(
      'the same, and it pours',
      'open,stream,pours',
      { 'http.stream': 'review' },
      {
        control: 'open,stream',
      },
    ),
    fault('a stream of GET for everybody', 'open-stream', { 'http.stream': 'fail' }),
    fault('no answer to GET', 'open,silent-get', { 'http.stream': 'review' }, open),
    fault('sessions 1, 2, 3', 'open,guessable', { 'http.session': 'fail' }, open),
    fault(
      'takes a session that nobody has',
      'open,any-session',
      {
        'http.unknown-session': 'fail',
      },
      open,
    ),
    fine(
      'no sessions',
      'open,no-session',
      { 'http.session': undefined, 'http.version': 'pass' },
      open,
    ),
    fault('takes any version', 'open,any-version', { 'http.version': 'review' }, open),
    fine(
      'lists for everybody, and refuses calls',
      'open,refuses-calls',
      { 'http.calls': 'pass' },
      open,
    ),
    fault('sends clients on to another origin', 'redirect', { 'http.redirect': 'review' }),
    fault('a stack as the body', 'stack-as-body', { 'http.stack': 'fail' }),
    fault('X-Powered-By', 'powered-by', { 'http.banner': 'review' }),
    fault('Server with a version', 'server-version', { 'http.banner': 'review' }),
    fault(
      'other tools at the second list',
      'open,session-drift',
      { 'drift.session': 'fail' },
      open,
    ),
    fault('a list that does not end', 'open,pours-answer', { 'tools.list': 'review' }, open),
  ],
};

/** With a crowd of a thousand: only where somebody wants that. */
const CROWD: Section = {
  title: 'HTTP, with a crowd',
  lines: [
    fault(
      'drops connections of a crowd',
      'open,drops-crowd',
      {
        'load.one': 'pass',
        'load.crowd': 'fail',
      },
      open,
    ),
    fault(
      'is dead after it',
      'open,dies-in-crowd',
      {
        'load.crowd': 'fail',
        'load.dead': 'fail',
      },
      open,
    ),
    fault('300 ms for each answer', 'open,slow', { 'load.one': 'fail' }, open),
  ],
};

export const HTTP: readonly Section[] = [OVER_HTTP];
export const HTTP_CROWD: readonly Section[] = [CROWD];
