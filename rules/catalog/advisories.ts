import { satisfies as satisfiesPython } from '@renovatebot/pep440';
import satisfies from 'semver/functions/satisfies.js';
import subset from 'semver/ranges/subset.js';
import type { PackageSpec } from '../launch/launch.ts';
import { memoize } from '../text/memory.ts';
import { packageKey } from './servers.ts';

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

/** By ecosystem and canonical name. Without a source of its own, a row stands at GitHub or NVD under its id. */
export const advisories: Readonly<Record<string, readonly Advisory[]>> = {
  'npm:@akoskm/create-mcp-server-stdio': [
    advisory(['CVE-2025-54994', 'GHSA-3ch2-jxxc-v4xf'], '<0.0.13', '0.0.13', [78]),
  ],
  'npm:@azure/mcp': [
    advisory(
      ['CVE-2026-26118'],
      '>=1.0.0 <1.0.2 || >=2.0.0-beta.1 <2.0.0-beta.17',
      '2.0.0-beta.17',
      [918],
    ),
  ],
  'npm:@cyanheads/git-mcp-server': [
    advisory(['CVE-2025-53107', 'GHSA-3q26-f695-pp76'], '>=1.2.4 <2.1.5', '2.1.5', [78]),
  ],
  'npm:@executeautomation/database-server': [
    advisory(['CVE-2025-59333', 'GHSA-65hm-pwj5-73pw'], '<=1.1.0', null, [284]),
  ],
  'npm:@mobilenext/mobile-mcp': [
    advisory(['CVE-2026-33989', 'GHSA-3p2m-h2v6-g9mx'], '<0.0.49', '0.0.49', [22]),
  ],
  'npm:@modelcontextprotocol/inspector': [
    advisory(['CVE-2025-49596', 'GHSA-7f8r-222p-6f5g'], '<0.14.1', '0.14.1', [306]),
    advisory(['CVE-2025-58444', 'GHSA-g9hg-qhmf-q45m'], '<0.16.6', '0.16.6', [79]),
  ],
  // Its versions were dates for a while, and are plain again: 2026.8.31 is older than 2.0.1.
  'npm:@modelcontextprotocol/server-filesystem': [
    advisory(
      ['CVE-2025-53109', 'CVE-2025-53110', 'GHSA-q66q-fx2p-7w4m', 'GHSA-hc55-p739-j48w'],
      '<0.6.4 || >=2025.0.0 <2025.7.1',
      '2025.7.1',
      [59, 22],
    ),
    advisory(
      [
        'GHSA-53mr-w429-c597',
        'GHSA-7rgq-gccq-qphx',
        'GHSA-4gxg-m5jx-9j57',
        'GHSA-p9cv-8g75-4xcg',
        'GHSA-7m4x-rv66-mxhh',
      ],
      '>=1.0.0 <=2.0.0 || >=2025.0.0 <=2026.8.31',
      '2.4.0',
      [22],
      'https://github.com/modelcontextprotocol/servers/releases/tag/v2.5.0',
    ),
  ],
  'npm:@modelcontextprotocol/server-slack': [advisory(['CVE-2025-34072'], '*', null, [200])],
  'npm:@playwright/mcp': [advisory(['CVE-2025-9611'], '<0.0.40', '0.0.40', [350])],
  'npm:@translated/lara-mcp': [advisory(['CVE-2025-53832'], '<0.0.12', '0.0.12', [78])],
  'npm:@zereight/mcp-gitlab': [advisory(['CVE-2026-61462'], '<2.1.18', '2.1.18', [])],
  'npm:figma-developer-mcp': [
    advisory(['CVE-2025-53967', 'GHSA-gxw4-4fc5-9gr5'], '<0.6.3', '0.6.3', [78]),
  ],
  'npm:gemini-mcp-tool': [
    advisory(
      ['CVE-2026-0755', 'GHSA-4h5r-5jm8-jxjm'],
      '>=1.1.2 <1.1.6',
      '1.1.6',
      [78],
      'https://advisories.gitlab.com/npm/gemini-mcp-tool/CVE-2026-0755/',
    ),
  ],
  'npm:ios-simulator-mcp': [
    advisory(['CVE-2025-52573', 'GHSA-6f6r-m9pv-67jw'], '<1.3.3', '1.3.3', [78]),
  ],
  'npm:mcp-markdownify-server': [advisory(['CVE-2025-5273'], '<1.0.0', '1.0.0', [22])],
  'npm:mcp-package-docs': [
    advisory(['CVE-2025-54073', 'GHSA-vf9j-h32g-2764'], '<0.1.28', '0.1.28', [78]),
  ],
  'npm:mcp-remote': [
    advisory(['CVE-2025-6514', 'GHSA-6xpm-ggf7-wc3p'], '>=0.0.5 <0.1.16', '0.1.16', [78]),
  ],
  'npm:mcp-server-kubernetes': [
    advisory(['CVE-2025-53355', 'GHSA-gjv4-ghm7-q58q'], '<2.5.0', '2.5.0', [78]),
    advisory(['CVE-2025-66404', 'GHSA-wvxp-jp4w-w8wg'], '<2.9.8', '2.9.8', [78]),
    advisory(['CVE-2026-61459', 'GHSA-wmg3-h8mf-wgvr'], '<3.9.0', '3.9.0', []),
  ],
  'npm:n8n-mcp': [
    advisory(['CVE-2026-44694', 'GHSA-cmrh-wvq6-wm9r'], '>=2.18.7 <2.50.2', '2.50.2', []),
  ],
  'pypi:awslabs-aws-api-mcp-server': [
    advisory(['CVE-2026-4270', 'GHSA-2cpp-j2fc-qhp7'], '>=0.2.14,<1.3.9', '1.3.9', []),
  ],
  'pypi:excel-mcp-server': [
    advisory(['CVE-2026-40576', 'GHSA-j98m-w3xp-9f56'], '<0.1.8', '0.1.8', [22]),
    advisory(['CVE-2026-85661'], '<=0.1.8', null, [22]),
  ],
  'pypi:langflow': [advisory(['GHSA-w794-rj3p-xv45'], '>=1.1.2,<1.10.3', '1.10.3', [])],
  'pypi:mcp': [
    advisory(['CVE-2025-53366'], '<1.9.4', '1.9.4', [248]),
    advisory(['CVE-2025-53365'], '<1.10.0', '1.10.0', [248]),
    advisory(['CVE-2025-66416'], '<1.23.0', '1.23.0', [1188]),
    advisory(['CVE-2026-52869', 'CVE-2026-52870'], '<1.27.2', '1.27.2', []),
    advisory(['CVE-2026-59950'], '<1.28.1', '1.28.1', []),
    advisory(['CVE-2026-59951', 'CVE-2026-116686'], '<1.30.0', '1.30.0', []),
  ],
  'pypi:mcp-atlassian': [
    advisory(
      ['CVE-2026-27825', 'CVE-2026-27826'],
      '<0.17.0',
      '0.17.0',
      [22, 918],
      'https://advisories.gitlab.com/pkg/pypi/mcp-atlassian/CVE-2026-27825/',
    ),
    advisory(
      [
        'CVE-2026-77244',
        'CVE-2026-77254',
        'CVE-2026-77271',
        'GHSA-wrhw-j3f9-8vc6',
        'GHSA-vc8m-84rp-53hx',
        'GHSA-6vmq-24h2-pj7j',
      ],
      '<0.22.0',
      '0.22.0',
      [],
    ),
  ],
  'pypi:mcp-neo4j-cypher': [
    advisory(['CVE-2025-10193', 'GHSA-vcqx-v2mg-7chx'], '>=0.2.2,<=0.3.1', '0.4.0', [346]),
  ],
  'pypi:mcp-server-git': [
    advisory(['CVE-2025-68143'], '<2025.9.25', '2025.9.25', [22]),
    advisory(
      ['CVE-2025-68144', 'CVE-2025-68145', 'GHSA-9xwc-hfwc-8w59', 'GHSA-j22h-9j4x-23w5'],
      '<2025.12.18',
      '2025.12.18',
      [88, 22],
      'https://github.com/advisories/GHSA-j22h-9j4x-23w5',
    ),
    advisory(['CVE-2026-27735', 'GHSA-vjqx-cfc4-9h6v'], '<2026.1.14', '2026.1.14', [22]),
    advisory(
      ['GHSA-w766-5x43-whvw'],
      '<2026.10.28',
      '2026.10.28',
      [22],
      'https://github.com/modelcontextprotocol/servers/security/advisories',
    ),
    advisory(
      ['GHSA-h2g3-rwxm-xfm3', 'GHSA-87qg-cmw8-jc5m'],
      '<=2026.11.11',
      '2026.11.18',
      [22],
      'https://github.com/modelcontextprotocol/servers/security/advisories',
    ),
  ],
  'pypi:mcp-shell-server': [advisory(['GHSA-gvwf-5g64-3vvw'], '<=1.1.2', '1.1.3', [78])],
  'pypi:mcpo-simple-server': [advisory(['CVE-2026-7404'], '<=0.2.0', null, [])],
  'pypi:mysql-mcp-server': [
    advisory(['CVE-2026-11529', 'GHSA-mvq4-39wx-6h5g'], '<0.3.0', '0.3.0', []),
  ],
};

function advisory(
  ids: readonly string[],
  affected: string,
  fixed: string | null,
  cwe: readonly number[],
  source?: string,
): Advisory {
  const reviewed = ids.find((id) => id.startsWith('GHSA'));
  const page = reviewed
    ? `https://github.com/advisories/${reviewed}`
    : `https://nvd.nist.gov/vuln/detail/${ids[0]}`;
  return { ids, affected, fixed, cwe, source: source ?? page };
}

/** As much of a package spec as a version is judged by. */
export type Versioned = Pick<PackageSpec, 'ecosystem' | 'name' | 'version' | 'pinning'>;

const NONE: readonly Advisory[] = [];

/** The advisories a package is told to fall under; none where its version cannot be told from the text. */
export function advisoriesFor(spec: Versioned): readonly Advisory[] {
  const key = packageKey(spec.ecosystem, spec.name);
  const known = Object.hasOwn(advisories, key) ? advisories[key] : undefined;
  return known ? known.filter(({ affected }) => isWithin(spec, affected)) : NONE;
}

/**
 * How many vulnerabilities a version is known to have: one may have an id at several places, so of each row the ids of
 * the place that names most are counted.
 */
export function vulnerabilitiesIn(spec: Versioned): number {
  return advisoriesFor(spec).reduce((sum, { ids }) => {
    const reviewed = ids.filter((id) => id.startsWith('GHSA')).length;
    return sum + Math.max(reviewed, ids.length - reviewed);
  }, 0);
}

/** Whether the version, or every version of the range, that a spec names lies in a range. */
export function isWithin({ ecosystem, version, pinning }: Versioned, range: string): boolean {
  return within([ecosystem, version, pinning, range].join('\n'));
}

/** Reading ranges and versions costs more than all else that is done with them. */
const within = memoize((question) => {
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
