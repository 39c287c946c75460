import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { safe, sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';
import { type Caller, isAccepted, VERSION } from './caller.ts';
import { messageOf, type Reply } from './request.ts';

/** So long a stream is listened to, and so much of it. */
const LISTENS = 1_000;
const FLOOD = 256 * 1024;

/** Headers that say with what it is made, and help nobody but who looks for a version with a hole. */
const BANNERS = ['x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-runtime'];

/** What a server shows of itself to who has no credential. */
export function judgeBanner(steps: Steps, { headers }: Reply): void {
  const shown = BANNERS.filter((it) => headers[it] !== undefined);
  // The name of a server says little; its version says which holes it has.
  if (/\/\d/.test(String(headers.server ?? ''))) shown.push('server');
  if (shown.length === 0) return;
  steps.add(
    'http.banner',
    [],
    'review',
    sentence`Its answers say in ${safe.join(
      shown.map((it) => safe.name(it)),
      ', ',
    )} what it is made with. Switch that header off.`,
  );
}

interface Stream {
  readonly status: number;
  readonly isEvents: boolean;
  readonly bytes: number;
}

/**
 * The stream that a client may listen to: it may be refused (405), or stay open without an end. Whoever may not post may
 * not listen either.
 */
export async function judgeStream(steps: Steps, caller: Caller, open: Reply): Promise<void> {
  const session = open.headers['mcp-session-id'];
  const stream = await listen(caller, {
    ...caller.own,
    accept: 'text/event-stream',
    'mcp-protocol-version': VERSION,
    ...(typeof session === 'string' && { 'mcp-session-id': session }),
  });
  const isOpened = stream?.status === 200 && stream.isEvents;
  if (isOpened && !isAccepted(open))
    steps.add(
      'http.stream',
      ['publish/1'],
      'fail',
      sentence`Without a credential it refuses POST, and opens its stream of events to GET. Ask for the credential there as well.`,
    );
  else if (isOpened && stream.bytes > FLOOD)
    steps.add(
      'http.stream',
      [],
      'review',
      sentence`The stream that GET opens sends without an end, before anybody asked for anything. Send only what is new.`,
    );
  else if (isOpened)
    steps.add('http.stream', [], 'info', sentence`GET opens a stream of events, which stays open.`);
  else if (!stream)
    steps.add(
      'http.stream',
      [],
      'review',
      sentence`GET is not answered, not even with headers. Answer with a stream of events or with 405.`,
    );
}

/** Opens it, listens a moment, and lets go. */
function listen(
  { url, options }: Caller,
  headers: Readonly<Record<string, string>>,
): Promise<Stream | undefined> {
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const { signal } = options;
    const request = send(url, { method: 'GET', agent: false, headers, ...(signal && { signal }) });
    const late = setTimeout(() => request.destroy(), options.patience?.call ?? 10_000);
    request.on('response', (response) => {
      let bytes = 0;
      const isEvents = /text\/event-stream/.test(response.headers['content-type'] ?? '');
      const done = (): void => {
        clearTimeout(late);
        resolve({ status: response.statusCode ?? 0, isEvents, bytes });
        request.destroy();
      };
      const enough = setTimeout(done, isEvents ? LISTENS : 0);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > FLOOD) done();
      });
      response.on('error', done);
      response.on('close', () => {
        clearTimeout(enough);
        done();
      });
    });
    request.on('error', () => {
      clearTimeout(late);
      resolve(undefined);
    });
    request.end();
  });
}

/** Many list their tools for everybody and ask for a credential when one is called: that is no open server. */
export async function judgeCalls(steps: Steps, caller: Caller, open: Reply): Promise<void> {
  const session = open.headers['mcp-session-id'];
  // A tool that nobody has: nothing is called that does anything.
  const reply = await caller.post(
    'tools/call',
    { name: 'probe_no_such_tool', arguments: {} },
    {
      'mcp-protocol-version': VERSION,
      ...(typeof session === 'string' && { 'mcp-session-id': session }),
    },
  );
  if (reply && (reply.status === 401 || reply.status === 403))
    steps.add(
      'http.calls',
      [],
      'pass',
      sentence`Everybody may list its tools, and nobody may call one without a credential.`,
    );
  else if (reply && reply.status < 300 && messageOf(reply))
    steps.add(
      'http.calls',
      ['publish/1'],
      'review',
      sentence`A call without a credential gets as far as the tool. Is everybody meant to call it?`,
    );
}
