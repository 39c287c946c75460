import dns from 'node:dns';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

/** Each file has a folder for temporary files to itself: what its tests leave there, or the product in them, is found. */
const own = mkdtempSync(join(tmpdir(), 'test-'));
// As open as the one of this machine is.
chmodSync(own, 0o755);
for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = own;
// What is registered first runs last.
afterAll(() => {
  const left = readdirSync(own);
  rmSync(own, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  expect(left, 'left among the temporary files').toEqual([]);
});

/** The tests that are about the real network say so in their name. */
const ABOUT_THAT = /[\\/]real-[\w-]+\.test\.ts$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1|0\.0\.0\.0)$/;

/** No other test may reach another machine than this one, not even to look up its name. */
const isAllowed = (host: string): boolean =>
  LOOPBACK.test(host) || ABOUT_THAT.test(expect.getState().testPath ?? '');

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
  const [first] = args.flat();
  const { host = 'localhost', path } = (typeof first === 'object' ? (first ?? {}) : {}) as {
    host?: string;
    path?: string;
  };
  if (path === undefined && typeof first === 'object' && !isAllowed(host))
    throw new Error(`A test reaches out to ${host}.`);
  return Reflect.apply(connect, this, args);
} as typeof connect;

const { lookup } = dns;
dns.lookup = ((host: string, ...rest: unknown[]) => {
  // A host that cannot be there may be asked for: that it is not there is what a test is about.
  if (!isAllowed(host) && !host.endsWith('.invalid')) throw new Error(`A test looks up ${host}.`);
  return Reflect.apply(lookup, dns, [host, ...rest]);
}) as typeof lookup;
