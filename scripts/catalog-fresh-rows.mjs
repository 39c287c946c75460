// What an OSV record says, as a row of rules/catalog/advisories.ts: the pure part of catalog-fresh.mjs.
// The form of a record: https://ossf.github.io/osv-schema/

/**
 * @typedef {{ id: string, aliases?: string[], withdrawn?: string, database_specific?: { cwe_ids?: string[] },
 *   affected?: { package?: { ecosystem?: string, name?: string }, ranges?: { type: string, events: Record<string, string>[] }[] }[] }} OsvRecord
 * @typedef {{ ids: string[], affected: string, fixed: string | null, cwe: number[] }} Row
 */

/**
 * @param {OsvRecord} record
 * @param {{ ecosystem: string, name: string }} wanted as OSV writes them: `npm`, `PyPI`
 * @returns {Row | undefined} undefined for a record that is withdrawn, names no range, or is about malicious code
 */
export function rowOf(record, { ecosystem, name }) {
  if (record.withdrawn || record.id.startsWith('MAL-')) return undefined;
  const ranges = (record.affected ?? [])
    .filter((it) => it.package?.ecosystem === ecosystem && it.package.name === name)
    .flatMap((it) => it.ranges ?? [])
    .filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM')
    .flatMap(({ events }) => spansOf(events));
  // A range of Python has no "or": several spans have to be judged by a person.
  if (ranges.length === 0 || (ecosystem === 'PyPI' && ranges.length > 1)) return undefined;
  const separator = ecosystem === 'PyPI' ? ',' : ' ';
  const ids = [record.id, ...(record.aliases ?? [])].filter((id) => /^(?:CVE|GHSA)-/.test(id));
  if (ids.length === 0) return undefined;
  return {
    ids: [...new Set(ids)].sort(),
    affected: ranges.map(({ text }) => text.join(separator) || '*').join(' || '),
    fixed: ranges.at(-1)?.fixed ?? null,
    cwe: (record.database_specific?.cwe_ids ?? []).map((id) => Number(id.replace('CWE-', ''))),
  };
}

/** @param {Record<string, string>[]} events */
function spansOf(events) {
  /** @type {{ text: string[], fixed: string | undefined }[]} */
  const spans = [];
  for (const { introduced, fixed, last_affected: last } of events) {
    if (introduced !== undefined)
      spans.push({ text: introduced === '0' ? [] : [`>=${introduced}`], fixed: undefined });
    const span = spans.at(-1);
    if (span && fixed !== undefined) {
      span.text.push(`<${fixed}`);
      span.fixed = fixed;
    } else if (span && last !== undefined) span.text.push(`<=${last}`);
  }
  return spans;
}

/**
 * Puts rows behind those that a package has, or a package of its own where it belongs in the order, and dates the table.
 *
 * @param {string} source the text of rules/catalog/advisories.ts
 * @param {Readonly<Record<string, readonly Row[]>>} news by the key of the table, such as `npm:mcp-remote`
 * @param {string} month as `2026-11`
 * @returns {string}
 */
export function withRows(source, news, month) {
  let text = source.replace(/(export const checked = ')[\d-]+'/, `$1${month}'`);
  for (const [key, rows] of Object.entries(news)) {
    const lines = rows.map(
      ({ ids, affected, fixed, cwe }) =>
        `    advisory(${[ids, affected, fixed, cwe].map(written).join(', ')}),\n`,
    );
    const head = `  '${key}': [\n`;
    const at = text.indexOf(head);
    if (at >= 0) {
      const end = text.indexOf('\n  ],\n', at) + 1;
      text = text.slice(0, end) + lines.join('') + text.slice(end);
      continue;
    }
    const keys = [...text.matchAll(/^ {2}'([^']+)': \[\n/gm)];
    const next = keys.find(([, other = '']) => other > key);
    const start = next?.index ?? text.indexOf('\n};\n') + 1;
    text = `${text.slice(0, start)}${head}${lines.join('')}  ],\n${text.slice(start)}`;
  }
  return text;
}

/** @param {unknown} value */
function written(value) {
  return JSON.stringify(value).replaceAll("'", "\\'").replaceAll('"', "'");
}
