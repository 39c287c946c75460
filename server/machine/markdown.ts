import { type Provider, providers } from '../../rules/catalog/providers.ts';
import type { SafeText } from '../../rules/secrets/safe.ts';

/** The pages that our own sentences name: they may stay links. */
const OWN: ReadonlySet<string> = new Set(
  Object.values<Provider>(providers).flatMap(({ revoke, leastPrivilege, tokens }) =>
    [revoke, leastPrivilege, ...tokens.map((it) => it.revoke)].filter((it) => it !== undefined),
  ),
);

/** Nothing to see, and enough for no renderer to find a link, a mention or an issue there. */
const GAP = '&#8203;';

/**
 * Text of a file, fit to stand in Markdown: no link, no mention, no markup, no HTML comes of it. GitHub and VS Code
 * make links of bare addresses too (https://github.github.com/gfm/#autolinks-extension-), GitHub also of `@name`,
 * `#1` and `GH-1`.
 */
export function escapeMarkdown(value: SafeText): string {
  return value
    .split(/(https:\/\/[^\s|]*[^\s|.,;:])/)
    .map((part, index) => (index % 2 === 1 && OWN.has(part) ? `<${part}>` : escaped(part)))
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/:(?=\/\/)|(?:www|mailto|xmpp)(?=[.:])|@|\\#(?=\d)|\bGH(?=-\d)/gi, `$&${GAP}`);
}
