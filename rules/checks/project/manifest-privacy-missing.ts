import { defineProjectRule } from '../../engine/project-rule.ts';
import type { Manifest } from '../../project/manifests/manifest.ts';
import type { Signals } from '../../project/signals/signals.ts';
import type { Place } from '../../project/tools/tool.ts';
import { sentence } from '../../secrets/safe.ts';

/** Claude's directory refuses a local server at once that reaches a service and links no policy: submission page, 2026. */
export const manifestPrivacyMissing = defineProjectRule({
  meta: {
    id: 'manifest-privacy-missing',
    items: ['publish/41'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a bundle that reaches a service and links no privacy policy',
    why: 'The people who install it are not told what becomes of their data, and a directory refuses it at once.',
    standards: { cwe: [359], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    missing: 'The server reaches a service. Link its policy in "privacy_policies".',
    section: 'The policy is linked here; README.md has no section on privacy, which is asked for.',
  },
  check({ project, signals, report }) {
    const bundles = project.manifests.filter(({ kind }) => kind === 'mcpb');
    if (bundles.length === 0) return;
    const [service] = servicesOf(signals);
    for (const bundle of bundles) {
      const links = bundle.links.filter(({ kind }) => kind === 'privacy');
      const { file } = bundle;
      const related = service ? [{ at: service, message: sentence`It reaches one here.` }] : [];
      if (links.length === 0 && service)
        report({ message: 'missing', data: {}, at: { file, span: nameOf(bundle) }, related });
      const [link] = links;
      if (link && signals.docs.files.length > 0 && signals.docs.sections(/privacy/i).length === 0)
        report({
          message: 'section',
          data: {},
          at: { file, span: link.at },
          severity: 'information',
        });
    }
  },
});

function nameOf({ name, version }: Manifest): { start: number; end: number } {
  return name?.at ?? version?.at ?? { start: 0, end: 1 };
}

/** A service of somebody: its address, a key for it, or what reports usage. An address that is set may be one's own. */
function servicesOf({ upstream, apiCredentials, telemetry }: Signals): readonly Place[] {
  const fixed = upstream.filter(({ url }) => url !== null && /^https:\/\/[\w.-]+/.test(url));
  return [...fixed, ...apiCredentials].map((it) => it.at).concat(telemetry);
}
