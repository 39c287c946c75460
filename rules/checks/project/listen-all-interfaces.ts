import { defineProjectRule } from '../../engine/project-rule.ts';
import type { FileEdit } from '../../findings/finding.ts';
import { loopback } from '../../fixes/source/loopback.ts';
import { allowedHosts } from '../../fixes/source/rebinding.ts';
import type { CallSite } from '../../project/code/sites.ts';
import { at } from '../../project/signals/code.ts';
import type { Signals } from '../../project/signals/signals.ts';
import { sentence } from '../../secrets/safe.ts';
import type { SourceFunction } from '../../source/model.ts';
import { groupedBy } from '../../text/groups.ts';
import { reviewed } from '../flow-report.ts';

/** MCP 2025-11-25, transports: servers that run locally should bind to localhost only and check the Origin header. */
export const listenAllInterfaces = defineProjectRule({
  meta: {
    id: 'listen-all-interfaces',
    items: ['publish/11'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.3.0',
    finds: 'a port that is open to the whole network by default',
    why: 'Everybody in the network, and any web page by DNS rebinding, can call the tools.',
    standards: { cwe: [350, 668, 1327], owaspMcp: ['MCP07'], owaspLlm: [], cosai: [] },
  },
  messages: {
    all: 'This listens on every interface of the machine. Default to 127.0.0.1, and check the Host header.',
  },
  check({ signals, report }) {
    const guarded = signals.callerTokens.length > 0 || checksHost(signals);
    const places = [
      ...signals.listeners
        .filter(({ binds, site }) => binds === 'all' && !looksForPort(site))
        .map((it) => ({ at: it.at, edits: bindsHere(signals, it.site, guarded) })),
      ...pythonHosts(signals),
    ];
    for (const { at: place, edits } of places)
      report({
        message: 'all',
        data: {},
        at: place,
        ...(guarded && { severity: 'information' as const }),
        fixes: reviewed('loopback', sentence`Listen on 127.0.0.1 only`, edits),
      });
  },
});

/** The address, and a look at the Host header where none is there yet. */
function bindsHere({ code }: Signals, site: CallSite, guarded: boolean) {
  const edits = loopback(site);
  const own = site.module.path;
  return edits && !guarded
    ? joinedEdits([{ file: own, edits }, ...allowedHosts(code, site)])
    : edits;
}

/** One entry for each file. */
function joinedEdits(all: readonly FileEdit[]): readonly FileEdit[] {
  return [...groupedBy(all, ({ file }) => file)].map(([file, each]) => ({
    file,
    edits: each.flatMap(({ edits }) => edits),
  }));
}

/** A port that is opened to see whether it is free, and closed again. */
function looksForPort({ path, scope, call }: CallSite): boolean {
  if (/test|probe|check/i.test(path)) return true;
  if (call.callee.kind === 'member' && call.callee.object.kind === 'call') return true;
  for (let it: SourceFunction | undefined = scope; it; it = it.outer)
    if (/port/i.test(it.name)) return true;
  return false;
}

/** `mcp.run(host="0.0.0.0")`, `FastMCP("x", host="0.0.0.0")`. */
function pythonHosts({ project, code }: Signals) {
  const calls = code.calls(/(?:^|\.)(?:run|run_async|FastMCP)$/);
  return calls.flatMap((site) => {
    const { call, module, path } = site;
    if (module.language !== 'python' || path === 'uvicorn.run') return [];
    if (project.roles.get(module.path) !== 'server') return [];
    const host = call.args.find(({ name }) => name === 'host')?.value;
    return host?.kind === 'text' && host.value === '0.0.0.0'
      ? [{ at: at(module, host), edits: loopback(site, host) }]
      : [];
  });
}

function checksHost({ code }: Signals): boolean {
  return (
    code.named('hostHeaderValidation', 'localhostHostValidation', 'createMcpExpressApp').length >
      0 ||
    code.each('keys that check hosts', ({ keys }) =>
      keys.filter(({ key }) =>
        /^(?:allowedHosts|allowed_hosts|enableDnsRebindingProtection|enable_dns_rebinding_protection)$/.test(
          key,
        ),
      ),
    ).length > 0
  );
}
