import { annotated, demand, items, oauth, person, privacyPolicy } from './demands.ts';
import { type Directory, met, missing, none } from './directory.ts';

export const claudeConnectors: Directory = {
  id: 'claude-connectors',
  name: 'Claude connectors directory',
  seen: '2026-10',
  sources: [
    'claude.com/docs/connectors/building/submission',
    'claude.com/docs/connectors/building/review-criteria',
  ],
  demands: [
    demand(
      'annotations',
      'a title, and readOnlyHint or destructiveHint, on every tool',
      [4],
      annotated(
        (hints) =>
          hints.has('title') && (hints.has('readOnlyHint') || hints.has('destructiveHint')),
        'a title, or readOnlyHint or destructiveHint',
      ),
    ),
    demand('separate', 'reading and writing in tools of their own', [4], ({ project }) => {
      const all = project.tools.flatMap((tool) =>
        (tool.schema?.parameters ?? []).filter(({ name }) => /^(?:http_?)?method$/i.test(name)),
      );
      return all.length > 0
        ? missing(
            'A tool takes the HTTP method as an argument.',
            all.map(({ at }) => at),
          )
        : met(
            'No tool takes an HTTP method.',
            project.tools.slice(0, 1).map(({ nameAt }) => nameAt),
          );
    }),
    person('names-api', 'that tools with free paths or queries name or link the API', [30]),
    demand(
      'privacy',
      'a privacy policy: a section of README.md, and privacy_policies in a bundle',
      [13, 41],
      (view) => {
        const verdict = privacyPolicy(view);
        if (verdict.says !== 'met' || view.isRemote) return verdict;
        const sections = view.signals.docs.sections(/privacy/i);
        return sections.length > 0
          ? met(
              'README.md has a section on privacy.',
              sections.map(({ at }) => at),
            )
          : missing('A policy is linked; README.md has no section "Privacy policy".', view.home);
      },
    ),
    items('valid', 'tools that check their arguments, and errors that say what was wrong', [5, 19]),
    demand('oauth', 'OAuth 2.0 where it is remote: no token that users paste', [3, 11], oauth),
    demand(
      'origin',
      'the Origin header checked where it is remote',
      [11],
      ({ signals, isRemote }) => {
        if (!isRemote) return none('It is not reached over the network.');
        const found = [
          ...signals.code.words(
            /^(?:allowedOrigins|allowed_origins|hostHeaderValidation|localhostHostValidation|enableDnsRebindingProtection|enable_dns_rebinding_protection|createMcpExpressApp|TransportSecuritySettings)$/,
          ),
          ...signals.code.texts(/^origin$/i),
        ];
        return found.length > 0
          ? met('It looks at the Origin header.', found)
          : {
              says: 'ask',
              text: 'Nothing that checks the Origin header was seen.',
              places: signals.http,
            };
      },
    ),
    person(
      'account',
      'a test account, filled, with steps for a reviewer who does not know the service',
    ),
    person(
      'listing',
      'public documents, support, policy, logo, favicon, a tagline of 55 characters',
      [41, 57],
    ),
    demand('bundle', 'a bundle with open source where it is local', [], (view) => {
      if (view.isRemote) return none('It is reached over the network.');
      const { bundle } = view;
      return bundle
        ? met('There is a manifest of a bundle.', [view.top(bundle.file)])
        : missing('There is no manifest.json of a bundle.', view.home);
    }),
  ],
};
