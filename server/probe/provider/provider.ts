import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { LeakFinder } from '../leaks.ts';
import type { FailureKind, HostSeen } from '../types.ts';
import { Authority } from './certificates.ts';

const MOST_BODY = 256 * 1024;
/** A byte that only begins TLS. */
const HANDSHAKE = 22;
const METHOD = /^[A-Z]{3,8} /;
/** Milliseconds for who connects to say something: in some protocols of databases the other side begins. */
const SPEAKS_FIRST = 3_000;
/** What launchers fetch from; a probe does not stand between them. */
const REGISTRIES =
  /^(?:registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|files\.pythonhosted\.org|proxy\.golang\.org|sum\.golang\.org|static\.crates\.io|index\.crates\.io|api\.nuget\.org|jsr\.io|deno\.land|github\.com|release-assets\.githubusercontent\.com)$/;

interface Request {
  readonly host: string;
  readonly credential: HostSeen['credential'];
  readonly at: number;
}

/**
 * A provider on this machine that answers every request with the failure it is told to, and remembers which host it
 * was for and where a made-up credential stood: no header's value, no query, no body.
 */
export class Provider {
  failure: FailureKind = '401';
  readonly requests: Request[] = [];
  /** Hosts that a way was asked for, whether a request came through it or not. */
  readonly tunnels = new Set<string>();
  readonly authority: Authority;
  readonly port: number;
  readonly #front: net.Server;
  readonly #http: Server;
  readonly #sockets: Set<Socket>;
  #finder: LeakFinder | undefined;

  private constructor(authority: Authority, front: net.Server, http: Server, sockets: Set<Socket>) {
    this.authority = authority;
    this.#front = front;
    this.#http = http;
    this.#sockets = sockets;
    this.port = (front.address() as AddressInfo).port;
  }

  static async open(): Promise<Provider> {
    const authority = new Authority();
    const http = createServer();
    const sockets = new Set<Socket>();
    const secure = createTlsServer({
      ALPNProtocols: ['http/1.1'],
      SNICallback: (name, done) => {
        done(null, createSecureContext(authority.for(name)));
      },
      ...authority.for('localhost'),
    });
    secure.on('secureConnection', (socket: TLSSocket) => http.emit('connection', socket));
    secure.on('tlsClientError', () => undefined);
    // Assigned below: what is no HTTP fails as the rest does.
    let failure = (): FailureKind => '401';
    const take = (socket: Socket): void => {
      socket.on('error', () => undefined);
      const waiting = setTimeout(() => {
        if (failure() !== 'silence') socket.destroy();
      }, SPEAKS_FIRST);
      socket.once('close', () => clearTimeout(waiting));
      socket.once('data', (chunk: Buffer) => {
        clearTimeout(waiting);
        socket.pause();
        socket.unshift(chunk);
        if (chunk[0] === HANDSHAKE) secure.emit('connection', socket);
        else if (METHOD.test(chunk.toString('latin1', 0, 12))) http.emit('connection', socket);
        else if (failure() === 'silence') socket.on('data', () => undefined);
        else socket.destroy();
        process.nextTick(() => socket.resume());
      });
    };
    const front = net.createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      take(socket);
    });
    await new Promise<void>((resolve, reject) => {
      front.once('error', reject);
      front.listen(0, '127.0.0.1', resolve);
    });
    const provider = new Provider(authority, front, http, sockets);
    failure = () => provider.failure;
    http.on('clientError', (_, socket) => socket.destroy());
    http.on('request', (request, response) => void provider.#answer(request, response));
    http.on('connect', (request, socket: Socket) => provider.#tunnel(request, socket, take));
    return provider;
  }

  /** Which credentials to look for. */
  lookFor(finder: LeakFinder): void {
    this.#finder = finder;
  }

  /** Who was asked, how often, and with a credential in which place. */
  hosts(): readonly HostSeen[] {
    const seen = new Map<string, HostSeen>();
    for (const { host, credential } of this.requests) {
      const known = seen.get(host);
      const place = known?.credential ?? credential;
      // The worst place is the one that is told.
      const worst = place === 'url' || credential === 'url' ? 'url' : place;
      seen.set(host, { host, times: (known?.times ?? 0) + 1, credential: worst });
    }
    return [...seen.values()];
  }

  #tunnel(request: IncomingMessage, socket: Socket, take: (socket: Socket) => void): void {
    socket.on('error', () => undefined);
    const [host = '', port = '443'] = (request.url ?? '').split(':');
    if (REGISTRIES.test(host)) {
      const there = net.connect(Number(port), host);
      there.on('error', () => socket.destroy());
      there.once('connect', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      this.#sockets.add(there);
      return;
    }
    if (this.tunnels.size < 1_000) this.tunnels.add(nameOf(host));
    if (this.failure === 'unreachable') {
      this.#remember(host, null);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    take(socket);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    try {
      for await (const chunk of request) if (body.length < MOST_BODY) body += String(chunk);
    } catch {
      return;
    }
    const whole = /^https?:\/\/([^/:]+)/.exec(request.url ?? '')?.[1];
    const host = whole ?? (request.headers.host ?? '').replace(/:\d+$/, '');
    this.#remember(host, this.#placeOf(request, body));
    fail(this.failure, request, response);
  }

  #placeOf(request: IncomingMessage, body: string): HostSeen['credential'] {
    const finder = this.#finder;
    if (!finder) return null;
    if (finder.isIn(request.url ?? '')) return 'url';
    if (
      finder.isIn(basicOf(request.headers.authorization)) ||
      finder.isIn(JSON.stringify(request.headers))
    )
      return 'header';
    return finder.isIn(body) ? 'body' : null;
  }

  #remember(host: string, credential: HostSeen['credential']): void {
    if (this.requests.length < 10_000)
      this.requests.push({
        host: nameOf(host),
        credential,
        at: Date.now(),
      });
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#front.close(() => resolve()));
  }
}

function nameOf(host: string): string {
  return host.slice(0, 253).replace(/[^\w.-]/g, '');
}

function basicOf(header: string | undefined): string {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(header ?? '')?.[1];
  return encoded ? Buffer.from(encoded, 'base64').toString('utf8') : '';
}

const SAID: Readonly<Record<'401' | '403' | '429', string>> = {
  '401': 'Unauthorized',
  '403': 'Forbidden',
  '429': 'Too Many Requests',
};

function fail(kind: FailureKind, request: IncomingMessage, response: ServerResponse): void {
  switch (kind) {
    case '401':
    case '403':
    case '429':
      response.writeHead(Number(kind), {
        'content-type': 'application/json',
        ...(kind === '401' && { 'www-authenticate': 'Bearer error="invalid_token"' }),
        ...(kind === '429' && { 'retry-after': '1' }),
      });
      response.end(JSON.stringify({ error: { message: SAID[kind] }, message: SAID[kind] }));
      return;
    case '500':
      response.writeHead(500, { 'content-type': 'text/html' });
      response.end('<html><body><h1>500 Internal Server Error</h1></body></html>');
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data": [{"id": 1, "na');
      return;
    case 'silence':
      return;
    default:
      request.socket.destroy();
  }
}
