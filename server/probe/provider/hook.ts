// Put in front of every Node program that a probe starts: whatever it wants to reach beyond this machine, it reaches the
// provider that answers in its place. A program of its own: `dist/probe-hook.cjs`.

import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const [port, failure] = (process.env.MCP_CHECKLIST_PROVIDER ?? '').split(':');
const asked = process.env.MCP_CHECKLIST_ASKED;
/** What fetches packages has to reach its registry. */
const isLauncher =
  /^(?:npm|npx|pnpm|pnpx|yarn|corepack)(?:-cli)?(?:\.c?js)?$/.test(
    path.basename(process.argv[1] ?? ''),
  ) || /[\\/]npm[\\/]lib[\\/]/.test(process.argv[1] ?? '');

function isHere(host: unknown): boolean {
  return (
    host === undefined ||
    host === '' ||
    (typeof host === 'string' && /^(?:localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0|::)$/.test(host))
  );
}

function note(host: string): void {
  if (asked) appendFileSync(asked, `${host.replace(/[^\w.:-]/g, '')}\n`);
}

function notFound(host: string): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(`getaddrinfo ENOTFOUND ${host}`);
  return Object.assign(error, {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: host,
  });
}

/** Reserved for documentation (RFC 5737): nobody is there. */
const NOBODY = '203.0.113.1';

if (port && !isLauncher) {
  const { connect } = net.Socket.prototype;
  // biome-ignore lint/suspicious/noExplicitAny: every overload of it.
  net.Socket.prototype.connect = function patched(this: net.Socket, ...given: any[]): any {
    // Node hands over arguments that it has put in order, as a list.
    const list = Array.isArray(given[0]) ? given[0] : given;
    const options = typeof list[0] === 'object' && list[0] !== null ? list[0] : undefined;
    const host = options ? options.host : typeof list[1] === 'string' ? list[1] : undefined;
    // An agent says `path: null` where it means none.
    const isPath = options ? typeof options.path === 'string' : !/^\d+$/.test(String(list[0]));
    if (isPath || isHere(host)) return Reflect.apply(connect, this, given);
    note(String(host));
    if (failure === 'unreachable') {
      process.nextTick(() => this.destroy(notFound(String(host))));
      return this;
    }
    const done = list.find((it) => typeof it === 'function');
    const there = { ...options, host: '127.0.0.1', port: Number(port), lookup: undefined };
    return Reflect.apply(connect, this, done ? [there, done] : [there]);
  };

  const lookup = dns.lookup as unknown as (...given: unknown[]) => void;
  const patchedLookup = (host: string, ...rest: unknown[]): void => {
    const done = rest.at(-1) as (error: Error | null, ...found: unknown[]) => void;
    if (isHere(host) || net.isIP(host)) {
      lookup(host, ...rest);
      return;
    }
    note(host);
    if (failure === 'unreachable') {
      process.nextTick(done, notFound(host));
      return;
    }
    const all = typeof rest[0] === 'object' && rest[0] !== null && 'all' in rest[0] && rest[0].all;
    if (all) process.nextTick(done, null, [{ address: NOBODY, family: 4 }]);
    else process.nextTick(done, null, NOBODY, 4);
  };
  Object.assign(dns, { lookup: patchedLookup });
  const { lookup: promised } = dns.promises;
  Object.assign(dns.promises, {
    lookup: async (host: string, options?: { all?: boolean }) => {
      if (isHere(host) || net.isIP(host)) return promised(host, options as never);
      note(host);
      if (failure === 'unreachable') throw notFound(host);
      const found = { address: NOBODY, family: 4 };
      return options?.all ? [found] : found;
    },
  });
}
