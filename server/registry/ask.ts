import npmFetch from 'npm-registry-fetch';
import { capital, fetchOnce, MAX_ANSWER_BYTES } from './fetch-once.ts';
import { checksCertificates } from './npm/environment.ts';
import { LookupError } from './types.ts';

/** How long a host may be silent. */
const SILENCE_MS = 8_000;
/** How long one question may take altogether, however steadily an answer drips. */
const TOTAL_MS = 25_000;
const RETRY_AFTER_MS = 300;

export interface Question {
  /** An address, or a path below the registry that the options choose. */
  readonly uri: string;
  /** Those of npm-registry-fetch: registry, tokens, proxy, certificates. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Who is asked, for people: `the npm registry`. Never with credentials. */
  readonly where: string;
  /** What is asked for, for people. */
  readonly name: string;
  readonly signal: AbortSignal;
  /** Only tests are in more of a hurry. */
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  readonly silenceMs: number;
  readonly totalMs: number;
  readonly maxBytes: number;
}

export interface Reply {
  readonly type: string;
  readonly text: string;
}

/** One GET with the person's settings. Undefined when there is no such thing; a LookupError when nobody can tell. */
export async function ask(question: Question): Promise<Reply | undefined> {
  const limits = {
    silenceMs: SILENCE_MS,
    totalMs: TOTAL_MS,
    maxBytes: MAX_ANSWER_BYTES,
    ...question.limits,
  };
  const deadline = AbortSignal.timeout(limits.totalMs);
  const signal = AbortSignal.any([question.signal, deadline]);
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(question, limits, signal);
    } catch (error) {
      if (question.signal.aborted) throw new LookupError('The lookup was cancelled.');
      if (error instanceof LookupError) throw error;
      if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
      if (attempt > 1 || deadline.aborted || !isWorthARetry(error))
        throw failureInWords(error, question, limits.silenceMs);
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }
}

async function askOnce(question: Question, limits: Limits, signal: AbortSignal): Promise<Reply> {
  const { where, name, options } = question;
  const uri = addressOf(question);
  const { cert, key, headers } = login(uri, options);
  const {
    status,
    headers: answered,
    body,
  } = await fetchOnce({
    uri,
    headers,
    connection: {
      proxy: options.httpsProxy || options.proxy,
      noProxy: options.noProxy,
      // What npm is told in the environment holds for every registry; npm's own settings say it again.
      strictSSL: options.strictSSL ?? checksCertificates(),
      ca: options.ca,
      cert: cert ?? options.cert,
      key: key ?? options.key,
    },
    where,
    name,
    silenceMs: limits.silenceMs,
    maxBytes: limits.maxBytes,
    signal,
  });
  if (status >= 400) throw Object.assign(new Error('refused'), { statusCode: status });
  return {
    type: answered.get('content-type') ?? '',
    text: Buffer.from(body).toString('utf8'),
  };
}

/** A path is below the registry that the options choose for the package. */
function addressOf({ uri, options }: Question): string {
  if (URL.canParse(uri)) return uri;
  const spec = typeof options.spec === 'string' ? options.spec : '';
  const registry = npmFetch.pickRegistry(spec, { ...options });
  return `${registry.trim().replace(/(?<!\/)\/+$/, '')}/${uri.replace(/^\//, '')}`;
}

/** What npm would show that host: it is chosen by npm's own rules, which give a token only to where it belongs. */
function login(uri: string, options: Question['options']) {
  const { token, auth, cert, key } = npmFetch.getAuth(uri, { ...options });
  const authorization = token ? `Bearer ${token}` : auth ? `Basic ${auth}` : undefined;
  const headers = { ...(options.headers as Record<string, string> | undefined) };
  return { cert, key, headers: { ...headers, ...(authorization && { authorization }) } };
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): string {
  const { code, errno, type } = (error ?? {}) as {
    code?: unknown;
    errno?: unknown;
    type?: unknown;
  };
  // The library's own code says nothing; what went wrong is then in the type: `request-timeout`.
  const said = [code, errno, type].find(
    (value) => typeof value === 'string' && value !== 'FETCH_ERROR',
  );
  return typeof said === 'string' ? said : '';
}

/** A host that says no, or that does not exist, says so again. */
function isWorthARetry(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status === 408 || status >= 500;
  return !/^(ENOTFOUND|EINVALID|E?CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_|HPE_)/.test(
    codeOf(error),
  );
}

/** The library's messages quote addresses, which may carry credentials: none of their words are used. */
export function failureInWords(
  error: unknown,
  question: Pick<Question, 'where' | 'name'>,
  silenceMs: number,
): LookupError {
  const { where, name } = question;
  const status = statusOf(error);
  if (status !== undefined) return new LookupError(statusInWords(status, where, name));
  const code = codeOf(error);
  const unreachable = `${capital(where)} could not be reached`;
  if (/TIMEOUT|TIMEDOUT|timeout/.test(code)) return new LookupError(silence(where, silenceMs));
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new LookupError(`${unreachable}: the host name was not found. Is this machine offline?`);
  }
  if (code === 'ECONNREFUSED')
    return new LookupError(`${unreachable}: the connection was refused.`);
  if (code === 'EINVALIDPROXY')
    return new LookupError(
      `${unreachable}: the proxy setting is not understood. Proxies have to speak http, https or SOCKS.`,
    );
  if (/CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) {
    return new LookupError(
      `${unreachable}: its certificate is not trusted here. A company's own certificate goes into the \`cafile\` of .npmrc or into NODE_EXTRA_CA_CERTS.`,
    );
  }
  // Codes are the system's own words (ECONNRESET, EHOSTUNREACH …); anything else could be a quotation.
  return new LookupError(
    /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? `${unreachable} (${code}).` : `${unreachable}.`,
  );
}

function silence(where: string, ms: number): string {
  return `${capital(where)} could not be reached: no answer within ${Math.ceil(ms / 1000)} seconds.`;
}

function statusInWords(status: number, where: string, name: string): string {
  if (status === 401)
    return `${capital(where)} asks for a login to show "${name}" (401). Is a token missing or expired?`;
  if (status === 403) return `${capital(where)} does not allow access to "${name}" (403).`;
  if (status === 407) return `The proxy on the way to ${where} asks for a login (407).`;
  if (status === 429)
    return `${capital(where)} is rate-limiting (429). Try again in a few minutes.`;
  if (status >= 500)
    return `${capital(where)} has a problem of its own (${status}). Try again later.`;
  return `${capital(where)} refused the question about "${name}" (${status}).`;
}
