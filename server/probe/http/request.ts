import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

const MOST_BYTES = 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly ms: number;
}

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Told why there was no answer, unless the time was up. */
  failed?(error: NodeJS.ErrnoException): void;
}

/**
 * One request, as it is: no redirect is followed, nothing is added, and `Host` can be another one.
 *
 * @returns undefined where there was no answer in time
 */
export function ask(
  url: URL,
  { method = 'POST', headers = {}, body, timeout, signal, failed }: Question,
): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const started = Date.now();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      method,
      // None of a proxy, whatever the environment says, and no certificate that nobody vouches for.
      agent: false,
      rejectUnauthorized: true,
      timeout,
      ...(signal && { signal }),
      headers: {
        accept: 'application/json, text/event-stream',
        ...(text !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    let isLate = false;
    const giveUp = (): void => {
      isLate = true;
      request.destroy();
    };
    const timer = setTimeout(giveUp, timeout);
    request.on('response', (response) => {
      let received = '';
      const done = (): void => {
        clearTimeout(timer);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: received,
          ms: Date.now() - started,
        });
        request.destroy();
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        received += chunk;
        // A stream of events has no end: one event is the answer.
        const isEvent = /text\/event-stream/.test(response.headers['content-type'] ?? '');
        if (received.length > MOST_BYTES || (isEvent && /^data:.*\n\r?\n/m.test(received))) done();
      });
      response.on('end', done);
      response.on('error', done);
      response.on('close', done);
    });
    request.on('timeout', giveUp);
    request.on('error', (error) => {
      clearTimeout(timer);
      if (!isLate) failed?.(error);
      resolve(undefined);
    });
    request.end(text);
  });
}

/** The message of a reply, whether it came as JSON or as an event. */
export function messageOf({ body }: Reply): Readonly<Record<string, unknown>> | undefined {
  const text = /^data: ?(.*)$/m.exec(body)?.[1] ?? body;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
