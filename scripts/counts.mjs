// What README.md counts of the project itself. `npm run pages` writes it there, and a test compares.
import { importBundled } from './import-bundled.mjs';

const { hosts } = await importBundled('rules/hosts/index.ts');
const { rules } = await importBundled('rules/index.ts');
const { projectRuleIds } = await importBundled('rules/checks/project-ids.ts');
const { providers } = await importBundled('rules/catalog/providers.ts');

/** @type {Readonly<Record<string, number>>} */
const COUNTS = {
  hosts: hosts.length,
  rules: rules.length + projectRuleIds.length,
  providers: Object.keys(providers).length,
};
const PLACE = /(<!-- count: (\w+) -->)[^<]*(<!-- \/count -->)/g;

/** A text with all of its counts as they are now. @param {string} text */
export function withCounts(text) {
  return text.replace(PLACE, (_, start, name, end) => {
    if (COUNTS[name] === undefined) throw new Error(`Nothing is known to count as "${name}".`);
    return `${start}${COUNTS[name]}${end}`;
  });
}
