import type { Reference } from '../references/syntax.ts';

/** An unencrypted address inside a string. Offsets are UTF-16 code units of that string. */
export interface PlainUrl {
  readonly scheme: 'http' | 'ws';
  /** Without userinfo, port and brackets, in lower case. */
  readonly host: string;
  readonly port: string;
  /** The scheme, where it stands. */
  readonly start: number;
  /** The end of the authority: `http://example.com:8080`. */
  readonly end: number;
  /** True when a reference stands in the host's place, so that nobody knows it yet. */
  readonly dynamic: boolean;
}

// An address starts a value, a word, or what follows `--flag=`; inside another address it is just a parameter.
const PLAIN_URL = /(?<=^|[\s"'`]|^-{0,2}[\w.-]{1,64}=)(https?|wss?):\/\/([^\s"'`<>\\/?#,;|)]*)/gi;

/** What stands in all of them, and in few values: most addresses are encrypted. */
const MAY_HOLD_ONE = /(?:http|ws):\/\//i;
const NONE: readonly PlainUrl[] = [];

/** Finds `http://` and `ws://` addresses. One that is still being typed, without a host, is none yet. */
export function plainUrlsIn(value: string, references: readonly Reference[]): readonly PlainUrl[] {
  if (!MAY_HOLD_ONE.test(value)) return NONE;
  const found: PlainUrl[] = [];
  for (const match of value.matchAll(PLAIN_URL)) {
    const scheme = (match[1] ?? '').toLowerCase();
    if (scheme !== 'http' && scheme !== 'ws') continue;
    const start = match.index;
    const end = start + match[0].length;
    const { host, port } = authority(match[2] ?? '');
    if (host === '') continue;
    const dynamic = references.some((it) => it.start < end && it.end > start + scheme.length + 3);
    found.push({ scheme, host, port, start, end, dynamic });
  }
  return found;
}

function authority(text: string): { host: string; port: string } {
  const location = text.slice(text.lastIndexOf('@') + 1);
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(location);
  return { host: (match?.[1] ?? match?.[2] ?? '').toLowerCase(), port: match?.[3] ?? '' };
}

/**
 * Whether traffic to this host never leaves the machine: `localhost` and its subdomains (RFC 6761),
 * 127.0.0.0/8 and ::1. What only usually is, {@link isThisMachine} knows.
 */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    host === '::1' ||
    /^(?:0{1,4}:){7}0{0,3}1$/.test(host) ||
    /^::ffff:127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/**
 * Whether a host is this machine as far as anybody can tell from a config: loopback, in the shorter spellings of
 * inet_aton too (`127.1`); the unspecified address, which a program that connects to it takes for the machine
 * itself; and the names by which containers and virtual machines reach the computer they run on.
 */
export function isThisMachine(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  return (
    isLoopback(name) ||
    LOCAL_NAMES.has(name) ||
    /^127(?:\.\d{1,3}){1,2}$/.test(name) ||
    /^0(?:\.0){0,3}$/.test(name) ||
    name === '::' ||
    /^(?:0{1,4}:){7}0{1,4}$/.test(name)
  );
}

/**
 * Docker Desktop, Podman, Lima and Colima, minikube, k3d, Rancher Desktop, OrbStack, Apple's container; and
 * /etc/hosts of Debian and Red Hat for `localhost`.
 */
const LOCAL_NAMES: ReadonlySet<string> = new Set([
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'docker.for.mac.host.internal',
  'docker.for.win.host.internal',
  'host.containers.internal',
  'host.container.internal',
  'host.lima.internal',
  'host.minikube.internal',
  'host.k3d.internal',
  'host.rancher-desktop.internal',
  'host.orb.internal',
  'localhost.localdomain',
  'localhost6',
  'ip6-localhost',
  'ip6-loopback',
]);

/** Whether a host is reached over the Internet by name: anything else often has no certificate. */
export function isPublicName(host: string): boolean {
  if (/^[\d.]+$/.test(host) || host.includes(':') || !host.includes('.')) return false;
  return !/\.(?:local|lan|internal|home|corp|intranet|test|example|invalid|home\.arpa)$/.test(host);
}
