import { maliciousRecord } from '../../catalog/malicious.ts';
import type { Server } from '../../config/config.ts';
import { isServerJson } from '../../config/server-json.ts';
import { pointerTo, property } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { Ecosystem } from '../../findings/ecosystem.ts';
import { unpinned } from '../../fixes/pin.ts';
import type { Launch, Pinning } from '../../launch/launch.ts';

/** Images and git sources have rules of their own: a digest and a commit are other things than a version. */
const ECOSYSTEMS: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'nuget', 'go', 'cargo', 'jsr']);

const MESSAGES = {
  none: 'none',
  tag: 'tag',
  range: 'range',
  branch: 'tag',
} as const satisfies Partial<Record<Pinning, string>>;

const messages = {
  none: '{name} has no version: any release may start.',
  tag: '{name} follows "{version}": any release under it may start.',
  range: '{name} takes any version in {version}: a new release starts unseen.',
} as const;

type Report = RuleContext<typeof messages>['report'];

export const unpinnedPackage = defineRule({
  meta: {
    id: 'unpinned-package',
    subject: 'config',
    items: ['production/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a server started from a package without an exact version',
    why: 'Whatever was published last night starts this morning with your files and your credentials.',
    standards: {
      cwe: [1357, 829, 494],
      owaspMcp: ['MCP04'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T11'],
    },
  },
  messages,
  check({ config, report }) {
    for (const server of config.servers) {
      if (isServerJson(config)) judgePublished(report, server);
      const { launch } = server;
      if (!launch) continue;
      for (const spec of launch.packages) {
        const message =
          spec.pinning in MESSAGES ? MESSAGES[spec.pinning as keyof typeof MESSAGES] : undefined;
        if (!message || !ECOSYSTEMS.has(spec.ecosystem)) continue;
        if (launch && startsInstalled(launch)) continue;
        // A version of something that should not run at all helps nobody.
        if (maliciousRecord(spec)) continue;
        report({
          message,
          ...unpinned(server, launch, spec),
        });
      }
    }
  },
});

/** `npx --no x`: what is not installed is not fetched, so that the lock file says what starts (docs.npmjs.com, npx). */
function startsInstalled({ launcher, flags }: Launch): boolean {
  return (
    /^(?:npx|npm-exec|bunx)$/.test(launcher) &&
    flags.some(({ name }) => /^--no(?:-yes|-install)?$/.test(name))
  );
}

/** What the registry turns away: `latest` and ranges (modelcontextprotocol/registry, docs/reference/server-json). */
const MOVING = /^(?:latest|next|beta|canary|nightly)$|^[\^~><=*]|^[\dx]+(?:\.[\dx]+)?\.[x*]$/i;

/** A package in a server.json names its version in a field of its own. */
function judgePublished(report: Report, server: Server): void {
  const version = property(server.node, 'version')?.value;
  const name = property(server.node, 'identifier')?.value;
  if (version?.kind !== 'text' || name?.kind !== 'text' || !MOVING.test(version.value)) return;
  report({
    message: /^[a-z]/i.test(version.value) ? 'tag' : 'range',
    data: { name: name.value, version: version.value },
    span: version.spanOf(),
    pointer: pointerTo(server.pointer, 'version'),
    server,
  });
}
