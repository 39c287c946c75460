import { satisfies as satisfiesPython } from '@renovatebot/pep440';
import satisfies from 'semver/functions/satisfies.js';
import subset from 'semver/ranges/subset.js';
import type { PackageSpec } from '../launch/launch.ts';
import { remembering } from '../text/memory.ts';
import { canonical } from './servers.ts';

/** A published vulnerability of a package that is started as a server or on the way to one. */
export interface Advisory {
  readonly ids: readonly string[];
  /** A range in the ecosystem's own syntax. Nothing is ever said without a version inside it. */
  readonly affected: string;
  /** The first version without it; null where there is none. */
  readonly fixed: string | null;
  readonly cwe: readonly number[];
  readonly source: string;
}

/** When the rows below were last read. */
export const checked = '2026-11';

/** By ecosystem and canonical name. */
export const advisories: Readonly<Record<string, readonly Advisory[]>> = {
  'npm:@cyanheads/git-mcp-server': [
    {
      ids: ['CVE-2025-53107', 'GHSA-3q26-f695-pp76'],
      affected: '>=1.2.4 <2.1.5',
      fixed: '2.1.5',
      cwe: [78],
      source: 'https://github.com/advisories/GHSA-3q26-f695-pp76',
    },
  ],
  'npm:@executeautomation/database-server': [
    {
      ids: ['CVE-2025-59333', 'GHSA-65hm-pwj5-73pw'],
      affected: '<=1.1.0',
      fixed: null,
      cwe: [284],
      source: 'https://github.com/advisories/GHSA-65hm-pwj5-73pw',
    },
  ],
  'npm:@modelcontextprotocol/inspector': [
    {
      ids: ['CVE-2025-49596', 'GHSA-7f8r-222p-6f5g'],
      affected: '<0.14.1',
      fixed: '0.14.1',
      cwe: [306],
      source: 'https://github.com/advisories/GHSA-7f8r-222p-6f5g',
    },
    {
      ids: ['CVE-2025-58444', 'GHSA-g9hg-qhmf-q45m'],
      affected: '<0.16.6',
      fixed: '0.16.6',
      cwe: [79],
      source: 'https://github.com/advisories/GHSA-g9hg-qhmf-q45m',
    },
  ],
  // Its versions were dates for a while, and are plain again: 2026.8.31 is older than 2.0.1.
  'npm:@modelcontextprotocol/server-filesystem': [
    {
      ids: ['CVE-2025-53109', 'CVE-2025-53110', 'GHSA-q66q-fx2p-7w4m', 'GHSA-hc55-p739-j48w'],
      affected: '<0.6.4 || >=2025.0.0 <2025.7.1',
      fixed: '2025.7.1',
      cwe: [59, 22],
      source: 'https://github.com/advisories/GHSA-q66q-fx2p-7w4m',
    },
    {
      ids: [
        'GHSA-53mr-w429-c597',
        'GHSA-7rgq-gccq-qphx',
        'GHSA-4gxg-m5jx-9j57',
        'GHSA-p9cv-8g75-4xcg',
        'GHSA-7m4x-rv66-mxhh',
      ],
      affected: '>=1.0.0 <=2.0.0 || >=2025.0.0 <=2026.8.31',
      fixed: '2.4.0',
      cwe: [22],
      source: 'https://github.com/modelcontextprotocol/servers/releases/tag/v2.5.0',
    },
  ],
  'npm:@playwright/mcp': [
    {
      ids: ['CVE-2025-9611'],
      affected: '<0.0.40',
      fixed: '0.0.40',
      cwe: [350],
      source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-9611',
    },
  ],
  'npm:@translated/lara-mcp': [
    {
      ids: ['CVE-2025-53832'],
      affected: '<0.0.12',
      fixed: '0.0.12',
      cwe: [78],
      source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-53832',
    },
  ],
  'npm:figma-developer-mcp': [
    {
      ids: ['CVE-2025-53967', 'GHSA-gxw4-4fc5-9gr5'],
      affected: '<0.6.3',
      fixed: '0.6.3',
      cwe: [78],
      source: 'https://github.com/advisories/GHSA-gxw4-4fc5-9gr5',
    },
  ],
  'npm:gemini-mcp-tool': [
    {
      ids: ['CVE-2026-0755', 'GHSA-4h5r-5jm8-jxjm'],
      affected: '>=1.1.2 <1.1.6',
      fixed: '1.1.6',
      cwe: [78],
      source: 'https://advisories.gitlab.com/npm/gemini-mcp-tool/CVE-2026-0755/',
    },
  ],
  'npm:ios-simulator-mcp': [
    {
      ids: ['CVE-2025-52573', 'GHSA-6f6r-m9pv-67jw'],
      affected: '<1.3.3',
      fixed: '1.3.3',
      cwe: [78],
      source: 'https://github.com/advisories/GHSA-6f6r-m9pv-67jw',
    },
  ],
  'npm:mcp-remote': [
    {
      ids: ['CVE-2025-6514', 'GHSA-6xpm-ggf7-wc3p'],
      affected: '>=0.0.5 <0.1.16',
      fixed: '0.1.16',
      cwe: [78],
      source: 'https://github.com/advisories/GHSA-6xpm-ggf7-wc3p',
    },
  ],
  'npm:mcp-server-kubernetes': [
    {
      ids: ['CVE-2025-53355', 'GHSA-gjv4-ghm7-q58q'],
      affected: '<2.5.0',
      fixed: '2.5.0',
      cwe: [78],
      source: 'https://github.com/advisories/GHSA-gjv4-ghm7-q58q',
    },
  ],
  'pypi:mcp-atlassian': [
    {
      ids: ['CVE-2026-27825', 'CVE-2026-27826'],
      affected: '<0.17.0',
      fixed: '0.17.0',
      cwe: [22, 918],
      source: 'https://advisories.gitlab.com/pkg/pypi/mcp-atlassian/CVE-2026-27825/',
    },
  ],
  'pypi:mcp-server-git': [
    {
      ids: ['CVE-2025-68143'],
      affected: '<2025.9.25',
      fixed: '2025.9.25',
      cwe: [22],
      source: 'https://nvd.nist.gov/vuln/detail/CVE-2025-68143',
    },
    {
      ids: ['CVE-2025-68144', 'CVE-2025-68145', 'GHSA-9xwc-hfwc-8w59', 'GHSA-j22h-9j4x-23w5'],
      affected: '<2025.12.18',
      fixed: '2025.12.18',
      cwe: [88, 22],
      source: 'https://github.com/advisories/GHSA-j22h-9j4x-23w5',
    },
    {
      ids: ['CVE-2026-27735', 'GHSA-vjqx-cfc4-9h6v'],
      affected: '<2026.1.14',
      fixed: '2026.1.14',
      cwe: [22],
      source: 'https://github.com/advisories/GHSA-vjqx-cfc4-9h6v',
    },
    {
      ids: ['GHSA-w766-5x43-whvw'],
      affected: '<2026.10.28',
      fixed: '2026.10.28',
      cwe: [22],
      source: 'https://github.com/modelcontextprotocol/servers/security/advisories',
    },
    {
      ids: ['GHSA-h2g3-rwxm-xfm3', 'GHSA-87qg-cmw8-jc5m'],
      affected: '<=2026.11.11',
      fixed: '2026.11.18',
      cwe: [22],
      source: 'https://github.com/modelcontextprotocol/servers/security/advisories',
    },
  ],
};

/** As much of a package spec as a version is judged by. */
export type Versioned = Pick<PackageSpec, 'ecosystem' | 'name' | 'version' | 'pinning'>;

/** The advisories a package is told to fall under; none where its version cannot be told from the text. */
export function advisoriesFor(spec: Versioned): readonly Advisory[] {
  const key = `${spec.ecosystem}:${canonical(spec.ecosystem, spec.name)}`;
  const known = Object.hasOwn(advisories, key) ? advisories[key] : undefined;
  return (known ?? []).filter(({ affected }) => isWithin(spec, affected));
}

/** Whether the version, or every version of the range, that a spec names lies in a range. */
export function isWithin({ ecosystem, version, pinning }: Versioned, range: string): boolean {
  return within([ecosystem, version, pinning, range].join('\n'));
}

/** Reading ranges and versions costs more than all else that is done with them. */
const within = remembering((question) => {
  const [ecosystem, version = '', pinning, range = ''] = question.split('\n');
  if (ecosystem === 'npm') {
    if (pinning === 'exact')
      return satisfies(version, range, { loose: true, includePrerelease: true });
    return pinning === 'range' && subset(version, range, { loose: true });
  }
  return (
    ecosystem === 'pypi' &&
    pinning === 'exact' &&
    satisfiesPython(version, range, { prereleases: true })
  );
}, 500);
