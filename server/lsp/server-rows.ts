import type { TextDocument } from 'vscode-languageserver-textdocument';
import { pagesOf } from '../../rules/catalog/pages.ts';
import type { Config, Server } from '../../rules/config/config.ts';
import { serverOf } from '../../rules/engine/about.ts';
import type { Finding, Severity } from '../../rules/findings/finding.ts';
import type { Located } from '../../rules/secrets/index.ts';
import { safe } from '../../rules/secrets/safe.ts';
import { rangeOf } from '../machine/ranges.ts';
import type { ServerRow } from '../protocol.ts';
import { severities } from './severities.ts';

/** From the worst down. */
const ORDER: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Every server of a config, those that are off included, as a list of what a machine starts shows it. */
export function serverRows(
  document: TextDocument,
  config: Config,
  findings: readonly Finding[],
  credentials: readonly Located[],
): readonly ServerRow[] {
  return config.servers
    .map((server, index) => ({ server, index }))
    .filter(({ server }) => server.read)
    .map(({ server, index }) => {
      const name = safe.name(server.name);
      const own = findings.filter((it) => serverOf(it) === name && it.suppressed === null);
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
        findings: own.length,
        switchable: config.host.off !== null,
        stop: config.host.stop.how,
        revoke: revokePages(server, own, credentials),
      };
    });
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
  server: Server,
  findings: readonly Finding[],
  credentials: readonly Located[],
): ServerRow['revoke'] {
  const found = credentials
    .filter((it) => it.place.server === server && it.verdict === 'credential')
    .map(({ provider, label }) => ({ provider, label }));
  const told = findings.flatMap(({ credential }) => credential ?? []);
  const pages = new Map<string, string>();
  for (const { provider, label } of [...found, ...told]) {
    const { revoke } = pagesOf(provider, label);
    if (revoke && !pages.has(revoke)) pages.set(revoke, label);
  }
  return [...pages].map(([url, label]) => ({ url, label: safe.text(label) }));
}
