import { sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';
import { type Caller, isAccepted, VERSION } from './caller.ts';
import { ask, type Reply } from './request.ts';

const BURST = 40;
const FOREIGN = 'http://evil.example';

/** A page in a browser must not reach it: the specification says 403. */
export async function judgeOrigin(steps: Steps, caller: Caller, isOpen: boolean): Promise<void> {
  const foreign = await caller.initialize({ origin: FOREIGN });
  if (foreign?.status === 403)
    steps.add('http.origin', [], 'pass', sentence`A request from a foreign page is refused.`);
  else if (foreign && isAccepted(foreign))
    steps.add('http.origin', [], 'fail', sentence`A request from a foreign page is accepted.`);
  else if (isOpen)
    steps.add(
      'http.origin',
      [],
      'review',
      sentence`A request from a foreign page is refused, but not with 403.`,
    );
  if (!caller.isHere) return;
  const host = await caller.initialize({ host: 'evil.example' });
  if (host && isAccepted(host))
    steps.add(
      'http.host',
      [],
      'fail',
      sentence`It answers under a foreign name: a page can rebind to it.`,
    );
  else steps.add('http.host', [], 'pass', sentence`Under a foreign name it does not answer.`);
}

export async function judgeSession(steps: Steps, caller: Caller, open: Reply): Promise<void> {
  const id = open.headers['mcp-session-id'];
  if (typeof id === 'string') {
    const isRandom = /^[\x21-\x7e]+$/.test(id) && new Set(id).size >= 8 && id.length >= 22;
    steps.add(
      'http.session',
      [],
      isRandom ? 'pass' : 'fail',
      isRandom
        ? sentence`Sessions have names that nobody can guess.`
        : sentence`The names of its sessions can be guessed.`,
    );
    const unknown = await caller.post(
      'tools/list',
      {},
      { 'mcp-session-id': 'f'.repeat(32), 'mcp-protocol-version': VERSION },
    );
    const isRefused = unknown !== undefined && unknown.status >= 400 && unknown.status < 500;
    steps.add(
      'http.unknown-session',
      [],
      isRefused ? 'pass' : 'fail',
      isRefused
        ? sentence`A session that nobody has is refused.`
        : sentence`A session that nobody has is accepted.`,
    );
  }
  const headers = {
    'mcp-protocol-version': '1999-01-01',
    ...(typeof id === 'string' && { 'mcp-session-id': id }),
  };
  const version = await caller.post('tools/list', {}, headers);
  const isRefused = version?.status === 400;
  steps.add(
    'http.version',
    [],
    isRefused ? 'pass' : 'review',
    isRefused
      ? sentence`A version that does not exist is refused.`
      : sentence`A version that does not exist is not refused with 400.`,
  );
  if (typeof id === 'string')
    await ask(caller.url, {
      ...caller.question(),
      method: 'DELETE',
      headers: { ...caller.own, 'mcp-session-id': id },
    });
}

export async function judgeBurst(steps: Steps, caller: Caller): Promise<void> {
  if (!caller.isHere) return;
  const replies = await Promise.all(Array.from({ length: BURST }, () => caller.initialize()));
  const limited = replies.filter((it) => it?.status === 429);
  const isTold = limited.some((it) => it?.headers['retry-after'] !== undefined);
  steps.add(
    'http.rate',
    ['publish/2'],
    isTold ? 'pass' : 'review',
    isTold
      ? sentence`Of ${BURST} requests at once some were refused with 429, and told when to come again.`
      : limited.length > 0
        ? sentence`Of ${BURST} requests at once some were refused with 429, and not told when to come again. Add Retry-After.`
        : sentence`${BURST} requests at once were not limited.`,
  );
  const dropped = replies.filter((it) => it === undefined).length;
  if (dropped > 0)
    steps.add(
      'http.dropped',
      ['publish/29'],
      'fail',
      sentence`${dropped} of ${BURST} requests at once got no answer.`,
    );
}
