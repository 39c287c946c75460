import { sentence } from '../../../rules/secrets/safe.ts';
import { hasStackIn } from '../answers.ts';
import { LeakFinder } from '../leaks.ts';
import type { Steps } from '../steps/steps.ts';
import type { Caller } from './caller.ts';
import type { Reply } from './request.ts';
import { type WrongTokens, wrongTokens } from './tokens.ts';

/** Who is let in: nobody without a credential, and nobody with one that cannot be theirs. */
export async function judgeCredentials(
  steps: Steps,
  caller: Caller,
  open: Reply,
  isOpen: boolean,
): Promise<void> {
  const tokens = wrongTokens(caller.url.origin, caller.options.now());
  if (isOpen) {
    steps.add(
      'http.open',
      ['publish/1'],
      'review',
      sentence`Everybody is let in without a credential.`,
    );
    const reply = await caller.hello({ authorization: `Bearer ${tokens.opaque}` });
    judgeReflection(steps, tokens, [reply]);
    return;
  }
  if (open.status === 401 && open.headers['www-authenticate'])
    steps.add(
      'http.open',
      [],
      'pass',
      sentence`Without a credential it says 401, and how to get one.`,
    );
  else
    steps.add(
      'http.open',
      [],
      'review',
      sentence`Without a credential it says ${open.status}, and not how to get one.`,
    );
  const said: (Reply | undefined)[] = [];
  for (const [kind, token] of Object.entries(tokens)) {
    caller.options.progress(`It gets a credential that nobody may take (${kind})`);
    const reply = await caller.hello({ authorization: `Bearer ${token}` });
    said.push(reply);
    judgeToken(steps, caller, kind as keyof WrongTokens, reply);
  }
  judgeRefusals(
    steps,
    said.filter((it) => it !== undefined && !caller.takes(it)),
  );
  judgeReflection(steps, tokens, said);
}

/** How a wrong credential is refused: a client asks for another one where it is told so. */
function judgeRefusals(steps: Steps, refusals: readonly (Reply | undefined)[]): void {
  const [first] = refusals;
  if (!first) return;
  if (first.status >= 200 && first.status < 300)
    steps.add(
      'http.refusal',
      [],
      'review',
      sentence`It refuses a credential with ${first.status} and an error inside: clients ask for a new one upon 401 only. Answer with 401.`,
    );
  // RFC 6750, section 3.1
  else if (first.status === 401 && !/\berror="?\w/.test(first.headers['www-authenticate'] ?? ''))
    steps.add(
      'http.refusal',
      [],
      'review',
      sentence`It refuses a credential with 401, and does not say what is wrong with it. Add error="invalid_token" to WWW-Authenticate.`,
    );
  else if (first.status === 401)
    steps.add(
      'http.refusal',
      [],
      'pass',
      sentence`It refuses a credential with 401, and says that it is invalid.`,
    );
}

function judgeToken(
  steps: Steps,
  caller: Caller,
  kind: keyof WrongTokens,
  reply: Reply | undefined,
): void {
  const items = kind === 'opaque' ? ['publish/1', 'production/8'] : ['publish/3', 'production/8'];
  const id = `http.${kind}`;
  if (!reply) steps.add(id, items, 'fail', sentence`A made-up credential gets no answer.`);
  else if (caller.takes(reply)) steps.add(id, items, 'fail', ACCEPTED[kind]);
  else if (reply.status >= 500)
    steps.add(
      id,
      items,
      'fail',
      sentence`A made-up credential makes it fail with ${reply.status}.`,
    );
  else steps.add(id, items, 'pass', REFUSED[kind]);
}

function judgeReflection(
  steps: Steps,
  tokens: WrongTokens,
  replies: readonly (Reply | undefined)[],
): void {
  const finder = new LeakFinder(
    Object.entries(tokens).map(([name, value]) => ({ name, value, fixed: 0 })),
  );
  const isReflected = replies.some((it) => it && finder.isIn(it.body + JSON.stringify(it.headers)));
  if (isReflected)
    steps.add(
      'http.reflected',
      ['production/7'],
      'fail',
      sentence`It sends a credential back that it has refused.`,
    );
  else
    steps.add(
      'http.reflected',
      ['production/7'],
      'review',
      sentence`No refused credential came back; what its errors hold behind a real one is not known.`,
    );
  if (replies.some((it) => it && hasStackIn(it.body)))
    steps.add('http.stack', ['publish/19'], 'fail', sentence`A refusal holds a stack trace.`);
}

const ACCEPTED = {
  opaque: sentence`It takes any credential.`,
  expired: sentence`It takes a token that has expired.`,
  forged: sentence`It takes a token that somebody else has signed.`,
  unsigned: sentence`It takes a token that nobody has signed.`,
} as const;

const REFUSED = {
  opaque: sentence`A made-up credential is refused.`,
  expired: sentence`An expired token is refused.`,
  forged: sentence`A token that somebody else has signed is refused.`,
  unsigned: sentence`A token that nobody has signed is refused.`,
} as const;
