import { isWithin, type Versioned } from './advisories.ts';
import { packageKey } from './servers.ts';

/** A record of the OpenSSF list of malicious packages, which OSV publishes. */
export interface MaliciousPackage {
  readonly id: string;
  /** `*`: every version, so that the name alone is enough. */
  readonly affected: string;
  /** What it does, as an end of "it …". */
  readonly does: string;
}

/** When the rows below were last read, at https://github.com/ossf/malicious-packages. */
export const checked = '2026-11';

const HARM = 'is recorded as malicious';
const SHELL = 'opens a shell to an attacker';
const WORM = 'steals credentials and spreads';

/** By ecosystem and canonical name. The source of a row is https://osv.dev/vulnerability/ and its id. */
export const malicious: Readonly<Record<string, MaliciousPackage>> = {
  'npm:@browserbasehq/mcp': { id: 'MAL-2025-191195', affected: '2.1.1', does: WORM },
  'npm:@lanyer640/mcp-runcommand-server': { id: 'MAL-2025-47838', affected: '*', does: SHELL },
  'npm:@postman/postman-mcp-server': {
    id: 'MAL-2025-190909',
    affected: '>=2.4.10 <=2.4.12',
    does: WORM,
  },
  // A bare name; the honest server is @auth0/auth0-mcp-server.
  'npm:auth0-mcp-server': { id: 'MAL-2025-15093', affected: '*', does: HARM },
  'npm:chaos-mcp': { id: 'MAL-2026-11458', affected: '1.0.0', does: HARM },
  'npm:claud-code': { id: 'MAL-2026-952', affected: '*', does: HARM },
  'npm:cloude-code': { id: 'MAL-2026-954', affected: '*', does: HARM },
  'npm:demo-mercadopago-mcp-server': {
    id: 'MAL-2025-48558',
    affected: '>=99.0.2 <=99.0.5',
    does: HARM,
  },
  'npm:mcp-opencage-server': { id: 'MAL-2025-26054', affected: '*', does: HARM },
  'npm:mcp-server-fixthis': { id: 'MAL-2025-47929', affected: '*', does: HARM },
  'npm:postmark-mcp': {
    id: 'MAL-2025-47604',
    affected: '>=1.0.16',
    does: 'sends a copy of every mail to a stranger',
  },
  'npm:sap-mcp-config': { id: 'MAL-2026-11481', affected: '1.0.0', does: HARM },
  'npm:solana-dev-mcp': { id: 'MAL-2025-191527', affected: '*', does: HARM },
  'npm:sp-api-dev-assistant-mcp-server': { id: 'MAL-2026-5853', affected: '*', does: HARM },
  'npm:wealthsimple-mcp-server': { id: 'MAL-2025-42116', affected: '*', does: HARM },
  'pypi:mcp-runcmd-server': { id: 'MAL-2025-191788', affected: '>=1.0,<=2.0', does: SHELL },
  'pypi:mcp-runcommand-server': {
    id: 'MAL-2025-191647',
    affected: '>=1.0.5,<=1.0.13',
    does: SHELL,
  },
  'pypi:mcp-runcommand-server2': { id: 'MAL-2025-191648', affected: '==1.0.6', does: SHELL },
};

/**
 * The record a package falls under. Where some versions are recorded only, it has to name one of them: the name
 * alone may be that of an honest package whose account was stolen for a day. A range without an end has the newest in it.
 */
export function maliciousRecord(spec: Versioned): MaliciousPackage | undefined {
  const key = packageKey(spec.ecosystem, spec.name);
  const known = Object.hasOwn(malicious, key) ? malicious[key] : undefined;
  if (!known) return undefined;
  if (known.affected === '*' || isWithin(spec, known.affected)) return known;
  const isNewest = spec.version === '' || spec.version === 'latest';
  return isNewest && /^>=?\s*[\w.]+$/.test(known.affected) ? known : undefined;
}
