import { defineRule } from '../../engine/rule.ts';
import { unpinned } from '../../fixes/pin.ts';

export const unpinnedGitSource = defineRule({
  meta: {
    id: 'unpinned-git-source',
    subject: 'config',
    items: ['production/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a server built from a repository or an archive without a full commit',
    why: 'A branch moves with every push and a tag can be moved too; whoever can push decides what you run.',
    standards: {
      cwe: [494, 829],
      owaspMcp: ['MCP04'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T6', 'MCP-T11'],
    },
  },
  messages: {
    none: '{name} names no commit: the last push is what runs.',
    ref: '{name} at "{version}" can move to other code. Use a full commit.',
    archive: 'What {name} holds can change. Name a commit or a released version.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      const { launch } = server;
      if (!launch) continue;
      for (const spec of launch.packages) {
        if (spec.ecosystem !== 'git' && spec.ecosystem !== 'nix' && spec.ecosystem !== 'tarball')
          continue;
        if (spec.pinning === 'commit' || spec.pinning === 'digest' || spec.pinning === 'exact')
          continue;
        if (spec.pinning === 'unknown') continue;
        report({
          message: spec.ecosystem === 'tarball' ? 'archive' : spec.version === '' ? 'none' : 'ref',
          ...unpinned(server, launch, spec),
        });
      }
    }
  },
});
