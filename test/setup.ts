import dns from 'node:dns';
import net from 'node:net';
import { expect } from 'vitest';

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
