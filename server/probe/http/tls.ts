import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type SecureVersion } from 'node:tls';
import { sentence } from '../../../rules/secrets/safe.ts';
import type { Steps } from '../steps/steps.ts';

const VERSIONS: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const SOON = 14;
const DAY = 24 * 60 * 60 * 1000;

interface Handshake {
  readonly error: string | undefined;
  readonly certificate: X509Certificate | undefined;
}

/** One handshake for each version; only here a certificate is looked at without being believed. */
export async function judgeTls(
  steps: Steps,
  url: URL,
  timeout: number,
  now: number,
): Promise<void> {
  const shakes = await Promise.all(VERSIONS.map((it) => shake(url, it, timeout)));
  const taken = VERSIONS.filter((_, index) => shakes[index] !== undefined);
  const items = ['production/5'];
  if (taken.length === 0) {
    steps.add('tls.versions', items, 'review', sentence`No encrypted connection came about.`);
    return;
  }
  const old = taken.filter((it) => it === 'TLSv1' || it === 'TLSv1.1');
  if (old.length > 0)
    steps.add('tls.versions', items, 'fail', sentence`It still speaks TLS 1.0 or 1.1.`);
  else steps.add('tls.versions', items, 'pass', sentence`It speaks nothing older than TLS 1.2.`);
  const isNewest = taken.length === 1 && taken[0] === 'TLSv1.3';
  steps.add(
    'tls.newest',
    ['publish/11'],
    isNewest ? 'pass' : 'review',
    isNewest
      ? sentence`It speaks TLS 1.3 only.`
      : sentence`It speaks TLS 1.2 as well: 1.3 is not enforced.`,
  );
  const last = shakes.findLast((it) => it !== undefined);
  if (last) judgeCertificate(steps, url, last, now);
}

function judgeCertificate(
  steps: Steps,
  url: URL,
  { error, certificate }: Handshake,
  now: number,
): void {
  const items = ['production/5'];
  if (!certificate) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Apart from the chain: an unknown issuer hides it.
  const fits = isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host);
  const days = Math.floor((Date.parse(certificate.validTo) - now) / DAY);
  if (days < 0) steps.add('tls.certificate', items, 'fail', sentence`Its certificate has expired.`);
  else if (!fits)
    steps.add('tls.certificate', items, 'fail', sentence`Its certificate is for another host.`);
  else if (error)
    steps.add('tls.certificate', items, 'fail', sentence`Nobody vouches for its certificate.`);
  else if (days < SOON)
    steps.add(
      'tls.certificate',
      items,
      'review',
      sentence`Its certificate expires in ${days} days.`,
    );
  else
    steps.add(
      'tls.certificate',
      items,
      'pass',
      sentence`Its certificate is valid, for this host, and for ${days} more days.`,
    );
}

function shake(url: URL, version: SecureVersion, timeout: number): Promise<Handshake | undefined> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isOld = version === 'TLSv1' || version === 'TLSv1.1';
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...(isIP(host) === 0 && { servername: host }),
      minVersion: version,
      maxVersion: version,
      // OpenSSL 3 refuses to try what is below 1.2 otherwise.
      ...(isOld && { ciphers: 'DEFAULT@SECLEVEL=0' }),
      rejectUnauthorized: false,
      timeout,
    });
    const done = (result: Handshake | undefined): void => {
      resolve(result);
      socket.destroy();
    };
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate();
      const error = socket.authorized ? undefined : String(socket.authorizationError);
      done({ error, certificate: raw && new X509Certificate(raw) });
    });
    socket.once('error', () => done(undefined));
    socket.once('timeout', () => done(undefined));
  });
}
