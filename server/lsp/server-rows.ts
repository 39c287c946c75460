import type { TextDocument } from 'vscode-languageserver-textdocument';
import { pagesOf } from '../../rules/catalog/pages.ts';
import type { Config, Server } from '../../rules/config/config.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Finding, Severity } from '../../rules/findings/finding.ts';
import type { CredentialMatch } from '../../rules/secrets/index.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import { rangeOf } from '../machine/ranges.ts';
import type { RowState } from '../protocol.ts';
import type { Beside } from './beside.ts';
import { severities } from './severities.ts';

/** From the worst down. */
const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * Every server of a config, those that are off included, as a list of what a machine starts shows it. Where its findings
 * are in a list of all is for that list to say.
 */
export function serverRows(
  document: TextDocument,
  config: Config,
  findings: readonly Finding[],
  credentials: readonly CredentialMatch[],
  hash: (value: string) => string,
): readonly RowState[] {
  const byName = groupedBy(findings, serverOf);
  const byServer = groupedBy(
    credentials.filter(({ verdict }) => verdict === 'credential'),
    ({ place }) => place.server,
  );
  return config.servers
    .map((server, index) => ({ server, index }))
    .filter(({ server }) => server.read)
    .map(({ server, index }) => {
      const name = safe.name(server.name);
      const own = (byName.get(name) ?? []).filter((it) => it.suppressed === null);
      const held = byServer.get(server) ?? [];
      const worst = ORDER.find((severity) => own.some((it) => it.severity === severity));
      return {
        uri: document.uri,
        name,
        index,
        range: rangeOf(document, server.nameNode?.spanOf() ?? server.node.span),
        transport: server.transport ?? (server.launch ? 'stdio' : ''),
        starts: safe.name(startOf(server)),
        disabled: server.disabled,
        worst: worst === undefined ? null : severities[worst],
        findings: [],
        shares: sharesOf(server, held, hash),
        stop: config.host.stop.how,
        probed: null,
        asked: 0,
        revoke: revokePages(own, held),
      };
    });
}

function sharesOf(
  server: Server,
  credentials: readonly CredentialMatch[],
  hash: (value: string) => string,
): readonly string[] {
  const values = credentials.map((it) => it.place.text.value.slice(it.start, it.end));
  const names = server.places.flatMap((it) => it.references.map(({ name }) => `= ${name}`));
  return [...new Set([...values, ...names])].map(hash);
}

/** The servers that are off in a way that their config does not show; those that are not in it have a row as well. */
export function withOff(
  rows: readonly RowState[],
  uri: string,
  stop: string,
  { off, parked }: Beside,
): readonly RowState[] {
  const names = new Map(off.map(({ name, way }) => [String(safe.name(name)), way]));
  const known = new Set(rows.map(({ name }) => String(name)));
  const away = [...names].filter(([name, way]) => way === 'park' && !known.has(name));
  return [
    ...rows.map((row) => (names.has(row.name) ? { ...row, disabled: true } : row)),
    ...away.map(([name], nth) => ({
      uri,
      name: safe.name(name),
      index: rows.length + nth,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      transport: '',
      starts: safe.text(''),
      disabled: true,
      worst: null,
      findings: [],
      shares: [],
      stop,
      probed: null,
      asked: 0,
      revoke: revokeParked(name, parked),
    })),
  ];
}

/** The package and its version, the program, or the address of another machine. */
function startOf({ launch, urls }: Server): string {
  const spec = launch?.server;
  if (spec) return spec.version === '' ? spec.name : `${spec.name}@${spec.version}`;
  if (launch) return launch.program.value;
  try {
    return new URL(urls[0]?.text.value ?? '').host;
  } catch {
    return '';
  }
}

/** Where the owner of each credential goes to make it worthless; each page once. */
function revokePages(
  findings: readonly Finding[],
  credentials: readonly CredentialMatch[],
): RowState['revoke'] {
  const found = credentials.map(({ provider, label }) => ({ provider, label }));
  const told = findings.flatMap(({ credential }) => credential ?? []);
  return pagesOfCredentials([...found, ...told]);
}

/** What is kept beside a config works until it is revoked. */
function revokeParked(name: string, parked: Beside['parked']): RowState['revoke'] {
  const own = parked?.findings.filter((it) => serverOf(it) === name) ?? [];
  return pagesOfCredentials(own.flatMap(({ credential }) => credential ?? []));
}

function pagesOfCredentials(
  credentials: readonly { readonly provider: string | null | undefined; readonly label: string }[],
): RowState['revoke'] {
  const pages = new Map<string, string>();
  for (const { provider, label } of credentials) {
    const { revoke } = pagesOf(provider, label);
    if (revoke && !pages.has(revoke)) pages.set(revoke, label);
  }
  return [...pages].map(([url, label]) => ({ url, label: safe.text(label) }));
}
