// `npm run catalog:fresh`: asks OSV for advisories on the packages that the catalog knows, and writes those that it lacks.
// What it wrote is read by a person before it ships: the scheduled workflow opens a change with it.
import { readFileSync, writeFileSync } from 'node:fs';
import { rowOf, withRows } from './catalog-fresh-rows.mjs';
import { importBundled } from './import-bundled.mjs';

// https://google.github.io/osv.dev/post-v1-query/
const OSV = 'https://api.osv.dev/v1/query';
const TABLE = 'rules/catalog/advisories.ts';
const ECOSYSTEMS = { npm: 'npm', pypi: 'PyPI' };

const { advisories } = await importBundled(TABLE);
const { servers } = await importBundled('rules/catalog/servers.ts');
/** @type {Set<string>} */
const keys = new Set(Object.keys(advisories));
for (const { npm = [], pypi = [] } of servers) {
  for (const name of npm) keys.add(`npm:${name}`);
  for (const name of pypi) keys.add(`pypi:${name}`);
}

/** @type {Record<string, import('./catalog-fresh-rows.d.mts').Row[]>} */
const news = {};
for (const key of [...keys].sort()) {
  const colon = key.indexOf(':');
  const ecosystem = ECOSYSTEMS[/** @type {'npm' | 'pypi'} */ (key.slice(0, colon))];
  const wanted = { ecosystem, name: key.slice(colon + 1) };
  const response = await fetch(OSV, { method: 'POST', body: JSON.stringify({ package: wanted }) });
  if (!response.ok) throw new Error(`OSV answered ${response.status} for ${key}`);
  const { vulns = [] } = await response.json();
  /** @type {Set<string>} */
  const known = new Set(
    (advisories[key] ?? []).flatMap((/** @type {{ ids: string[] }} */ it) => it.ids),
  );
  for (const record of vulns) {
    const row = rowOf(record, wanted);
    if (!row || row.ids.some((id) => known.has(id))) continue;
    for (const id of row.ids) known.add(id);
    news[key] = [...(news[key] ?? []), row];
  }
}
const month = new Date().toISOString().slice(0, 7);
writeFileSync(TABLE, withRows(readFileSync(TABLE, 'utf8'), news, month));
for (const [key, rows] of Object.entries(news)) {
  for (const { ids, affected } of rows) console.log(`new  ${key} ${affected}: ${ids.join(', ')}`);
}
console.log(`${keys.size} packages asked about, ${Object.values(news).flat().length} new rows.`);
