// What the catalog says about packages of npm, and whether a registry's answer bears it out: the pure part of catalog-check.mjs.
import gte from 'semver/functions/gte.js';
import satisfies from 'semver/functions/satisfies.js';

/**
 * @typedef {import('./catalog-rows.d.mts').Claim} Claim
 * @typedef {import('./catalog-rows.d.mts').Row} Row
 * @typedef {import('./catalog-rows.d.mts').Published} Published
 * @typedef {import('./catalog-rows.d.mts').Catalogs} Catalogs
 */

/**
 * One row per package of npm that has to exist, with what is claimed of its versions; and the names that nobody here can check.
 *
 * @param {Catalogs} catalogs
 * @returns {{ rows: Row[], skipped: string[] }}
 */
export function rowsOf({ servers, advisories, movedPackages }) {
  /** @type {Map<string, Claim[]>} */
  const claims = new Map();
  /** @type {string[]} */
  const skipped = [];
  const add = (/** @type {string} */ name, /** @type {Claim[]} */ more) =>
    claims.set(name, [...(claims.get(name) ?? []), ...more]);
  const addKey = (/** @type {string} */ key, /** @type {Claim[]} */ more) => {
    if (key.startsWith('npm:')) add(key.slice(4), more);
    else skipped.push(key);
  };
  for (const { npm } of servers) for (const name of npm ?? []) add(name, []);
  for (const [key, list] of Object.entries(advisories)) {
    addKey(
      key,
      list.map(({ affected, fixed }) => ({ affected, fixed })),
    );
  }
  for (const [key, { became, successor }] of Object.entries(movedPackages)) {
    // What was never published is right when it is missing.
    if (became.includes('never published')) skipped.push(key);
    else addKey(key, []);
    if (successor) add(successor, []);
  }
  const rows = [...claims].map(([name, list]) => ({ name, claims: list }));
  return { rows: rows.sort((a, b) => a.name.localeCompare(b.name, 'en')), skipped };
}

/**
 * What a registry's answer says against a row, and what it leaves open. A mirror may hold only some of the versions, so that
 * one that is missing proves nothing while a newer one is there.
 *
 * @param {Row} row
 * @param {Published | undefined} published undefined for a package that the registry does not know
 * @returns {{ failures: string[], notes: string[] }}
 */
export function judgeRow({ name, claims }, published) {
  /** @type {string[]} */
  const failures = [];
  /** @type {string[]} */
  const notes = [];
  if (!published || published.versions.length === 0) {
    return { failures: [`${name}: the registry knows no such package`], notes };
  }
  const { versions, deprecated } = published;
  for (const { affected, fixed, named } of claims) {
    const wanted = named ?? fixed;
    if (wanted && !versions.includes(wanted)) {
      if (versions.some((version) => gte(version, wanted)))
        notes.push(`${name}: ${wanted} is not listed, but newer versions are`);
      else failures.push(`${name}: ${wanted} is not published, nor anything newer`);
    }
    if (!affected) continue;
    if (fixed && satisfies(fixed, affected))
      failures.push(`${name}: ${fixed} is said to be fixed and lies in ${affected}`);
    if (!versions.some((version) => satisfies(version, affected)))
      notes.push(`${name}: no version in ${affected} is listed`);
    if (fixed === null && versions.some((version) => !satisfies(version, affected)))
      notes.push(`${name}: there are versions outside of ${affected}; is one of them the fix?`);
  }
  if (deprecated) notes.push(`${name}: deprecated: ${deprecated}`);
  return { failures, notes };
}

/** How long facts count: half of a quarter is what an advisory takes to be forgotten. */
const OLDEST_DAYS = 60;
const DAY = 86_400_000;

/**
 * The parts of the catalog that nobody has read for too long. A month that is written down counts to its last day.
 *
 * @param {Readonly<Record<string, string>>} checked when each part was read, as `2026-11`
 * @param {number} now in milliseconds
 * @returns {string[]}
 */
export function overdue(checked, now) {
  return Object.entries(checked).flatMap(([part, month]) => {
    const [year = 0, number = 0] = month.split('-').map(Number);
    const days = Math.floor((now - Date.UTC(year, number, 1)) / DAY);
    return days > OLDEST_DAYS
      ? [`${part}: read in ${month}, more than ${OLDEST_DAYS} days ago; read its sources again`]
      : [];
  });
}
