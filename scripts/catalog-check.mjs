// `npm run catalog:check`: reads what the catalog says about packages of npm again, from the registry npm is configured for.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { judgeRow, overdue, rowsOf } from './catalog-rows.mjs';
import { importBundled } from './import-bundled.mjs';

const AT_ONCE = 4;
const run = promisify(execFile);

const { servers, checked: serversRead } = await importBundled('rules/catalog/servers.ts');
const { advisories, checked: advisoriesRead } = await importBundled('rules/catalog/advisories.ts');
const { movedPackages, checked: movedRead } = await importBundled('rules/catalog/moved.ts');
const { checked: maliciousRead } = await importBundled('rules/catalog/malicious.ts');
const { checked: providersRead } = await importBundled('rules/catalog/providers.ts');
const { rows, skipped } = rowsOf({ servers, advisories, movedPackages });

/** @type {{ failures: string[], notes: string[] }[]} */
const judged = [];
const queue = [...rows];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      judged.push(judgeRow(row, await publishedOf(row.name)));
    }
  }),
);

const old = overdue(
  {
    advisories: advisoriesRead,
    malicious: maliciousRead,
    moved: movedRead,
    providers: providersRead,
    servers: serversRead,
  },
  Date.now(),
);
const failures = [...old, ...judged.flatMap((it) => it.failures).sort()];
for (const note of judged.flatMap((it) => it.notes).sort()) console.log(`note     ${note}`);
for (const name of skipped.sort()) console.log(`skipped  ${name}: not in this registry's hands`);
for (const failure of failures) console.error(`failed   ${failure}`);
console.log(
  `${rows.length} packages read, ${failures.length} failed, ${skipped.length} not checked.`,
);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * @param {string} name
 * @returns {Promise<import('./catalog-rows.d.mts').Published | undefined>}
 */
async function publishedOf(name) {
  try {
    const { stdout } = await run('npm', ['view', name, 'versions', 'deprecated', '--json'], {
      shell: process.platform === 'win32',
      maxBuffer: 1 << 26,
    });
    const found = JSON.parse(stdout);
    const versions = Array.isArray(found) ? found : found.versions;
    return {
      versions: Array.isArray(versions) ? versions : [versions],
      ...(typeof found.deprecated === 'string' && { deprecated: found.deprecated }),
    };
  } catch (error) {
    // Anything but a plain "not found" is a matter of the network, not of the catalog.
    if (/** @type {{ stdout?: string }} */ (error).stdout?.includes('E404')) return undefined;
    throw error;
  }
}
