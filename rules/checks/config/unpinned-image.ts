import { defineRule } from '../../engine/rule.ts';
import { unpinned } from '../../fixes/pin.ts';

/** Tags that are put on another image with every build or release. */
const MOVING: ReadonlySet<string> = new Set(
  'latest nightly daily weekly main master trunk edge dev devel develop development head canary next beta alpha unstable snapshot rolling stable lts current'.split(
    ' ',
  ),
);

/** The line of a major version gets every release of it, as `@1` of a package does. */
const MAJOR = /^v?\d{1,2}$/;

export const unpinnedImage = defineRule({
  meta: {
    id: 'unpinned-image',
    subject: 'config',
    items: ['production/9'],
    severity: 'warning',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a container image without a tag, or with one that moves',
    why: 'A tag is a label that its owner can put on another image at any time; a digest is the image.',
    standards: {
      cwe: [494, 829],
      owaspMcp: ['MCP04'],
      owaspLlm: ['LLM03'],
      cosai: ['MCP-T6', 'MCP-T11'],
    },
  },
  messages: {
    none: '{name} has no tag: the last image pushed is what starts.',
    latest: '{name}:{version} moves: the last image pushed is what starts.',
    tag: '{name}:{version} is a tag and can move to another image. Use a digest.',
  },
  check({ config, report }) {
    for (const server of config.servers) {
      const { launch } = server;
      if (!launch) continue;
      for (const spec of launch.packages) {
        if (spec.ecosystem !== 'oci' || (spec.pinning !== 'none' && spec.pinning !== 'tag'))
          continue;
        const moves = MOVING.has(spec.version) || MAJOR.test(spec.version);
        const moving = spec.pinning === 'none' ? 'none' : moves ? 'latest' : undefined;
        report({
          message: moving ?? 'tag',
          // A version tag is what most images are referred to by, so it takes a strict eye to mind it.
          ...(moving ? {} : { tier: 'strict' }),
          ...unpinned(server, launch, spec),
        });
      }
    }
  },
});
