import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

const HOUR = 60 * 60 * 1000;

export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/**
 * An authority of one run, which nobody but what it starts believes; its key stays in memory and goes with the run.
 * Node makes keys and signatures; what is written here is the envelope around them (RFC 5280, section 4.1).
 */
export class Authority {
  readonly certificate: string;
  readonly #key: KeyObject;
  readonly #made = new Map<string, Certified>();

  constructor() {
    const { publicKey, privateKey } = makeKeys();
    this.#key = privateKey;
    const extensions = [
      // It may sign others, and does nothing else.
      extension('551d13', sequence(tlv(0x01, Buffer.from([0xff]))), true),
      extension('551d0f', tlv(0x03, Buffer.from([2, 0x04])), true),
    ];
    this.certificate = certificate(AUTHORITY, publicKey, privateKey, extensions);
  }

  /** A certificate for that name, made when it is first asked for. */
  for(host: string): Certified {
    const known = this.#made.get(host);
    if (known) return known;
    const { publicKey, privateKey } = makeKeys();
    const name =
      isIP(host) === 4
        ? tlv(0x87, Buffer.from(host.split('.').map(Number)))
        : tlv(0x82, Buffer.from(host));
    const extensions = [extension('551d11', sequence(name))];
    const cert = certificate('probe', publicKey, this.#key, extensions);
    const made = { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    this.#made.set(host, made);
    return made;
  }
}

const AUTHORITY = 'MCP Checklist probe';
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');

function makeKeys(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function certificate(
  subject: string,
  publicKey: KeyObject,
  signer: KeyObject,
  extensions: readonly Buffer[],
): string {
  const algorithm = sequence(tlv(0x06, ECDSA_WITH_SHA256));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    // Positive, and not the same twice.
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(AUTHORITY),
    sequence(time(Date.now() - HOUR), time(Date.now() + 24 * HOUR)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, signer);
  const whole = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  const mark = (word: string): string => `-----${word} CERTIFICATE-----`;
  return `${[mark('BEGIN'), ...lines, mark('END')].join('\n')}\n`;
}

/** A piece of DER: what it is, how long it is, and what is in it. */
function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function nameOf(commonName: string): Buffer {
  const pair = sequence(
    tlv(0x06, Buffer.from('550403', 'hex')),
    tlv(0x0c, Buffer.from(commonName)),
  );
  return sequence(tlv(0x31, pair));
}

function time(at: number): Buffer {
  // With two digits of the year, as long as those will do (RFC 5280, section 4.1.2.5).
  const text = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tlv(0x17, Buffer.from(text.slice(2)));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  const isCritical = critical ? [tlv(0x01, Buffer.from([0xff]))] : [];
  return sequence(tlv(0x06, Buffer.from(id, 'hex')), ...isCritical, tlv(0x04, value));
}
