import { at } from '../../../project/signals/code.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

/** Keys and settings may be kept without anybody's answer being old. */
const ASIDE = /jwk|key|config|settings|discovery|metadata|schema|version|update/i;

function caches(signals: Signals): readonly Place[] {
  const { code } = signals;
  const { upstream, statements } = signals;
  const asks = [
    ...upstream.flatMap(({ site }) => site ?? []),
    ...statements.map(({ site }) => site),
  ];
  const libraries = code
    .calls(
      /(?:^|\.)(?:LRUCache|TTLCache|NodeCache|QuickLRU|LRU|Keyv|createCache|cached|lru_cache|ttl_cache|pMemoize|memoize|ristretto\.NewCache|otter\.Must\w+|expirable\.NewLRU|lru\.New)$/,
    )
    .filter(({ module, scope }) => !ASIDE.test(module.path) && !ASIDE.test(scope.name))
    // What a function without calls works out is no answer of anybody.
    .filter(
      ({ name, module }) =>
        !/^(?:lru_cache|memoize|pMemoize)$/.test(name) || asks.some((it) => it.module === module),
    );
  const uses =
    code.uses('cache').length > 0 ||
    libraries.some(({ name }) => /^(?:lru_cache|cached)$/.test(name));
  return uses ? libraries.map(({ call, module }) => at(module, call)) : [];
}

/** P20: answers of repeated reads are kept for a while. */
const cached: Criterion = (signals) => {
  const { services, sql } = signals;
  if (services.length + sql.length === 0) return notApplicable('It reads nothing from elsewhere.');
  const found = caches(signals);
  return found.length > 0
    ? pass('Answers are cached.', found)
    : review('No cache was seen; fresh answers may be wanted.', [...services, ...sql]);
};

/** P21: what is cached goes again. */
const invalidated: Criterion = (signals) => {
  const found = caches(signals);
  if (found.length === 0) return notApplicable('It has no cache.');
  const files = new Set(found.map(({ file }) => file));
  const ends = signals.code
    .words(
      /^(?:ttl|ttlMs|stdTTL|maxAge|expirationTtl|setex|invalidate\w*|cache_clear|purge\w*)$/i,
      50,
    )
    .filter(({ file }) => files.has(file));
  return ends.length > 0
    ? pass('Cached answers have a lifetime.', ends)
    : fail('What is cached stays for ever.', found);
};

/** In SQL, in schemas of ORMs and in migrations; lists of Python and texts have an `index()` as well. */
const INDEX =
  /\bCREATE\s{1,10}(?:UNIQUE\s{1,10})?INDEX\b|@@(?:index|unique)\b|\b(?:table|t|schema|builder|\w{0,40}Schema)\.index\(|\b(?:uniqueI|i)ndex\([^()\n]{0,80}\)\s{0,20}\.on\(|\bcreate_?[iI]ndex(?:es)?\(|\bindex\s?=\s?True\b|\bensureIndex\(/i;

/** P22: what is searched for is indexed. */
const indexed: Criterion = ({ ownTables, project }) => {
  if (ownTables.length === 0) return notApplicable('It has no tables of its own.');
  const found = [...project.files.values()].flatMap(({ path, text, role }) => {
    if (role === 'test' || role === 'example' || !/\.(?:sql|ts|js|mjs|py|go|prisma)$/.test(path))
      return [];
    const match = INDEX.exec(text);
    return match
      ? [{ file: path, span: { start: match.index, end: match.index + match[0].length } }]
      : [];
  });
  return found.length > 0
    ? pass('Tables have indexes.', found)
    : review('No index was seen for its own tables.', ownTables);
};

/** P23: no query for each row of another. */
const noLoops: Criterion = ({ sql, statements, code }) => {
  const documents = code.uses('document-client').flatMap(({ imports }) => imports);
  if (sql.length + documents.length === 0) return notApplicable('It makes no queries of its own.');
  const looped = statements.filter(({ site }) =>
    site.scope.events.some(
      ({ kind, ...event }) =>
        kind === 'loop' &&
        'body' in event &&
        event.body.start <= site.call.start &&
        event.body.end >= site.call.end,
    ),
  );
  if (looped.length > 0)
    return review(
      'A query stands inside a loop: is it run for each row?',
      looped.map((it) => it.at),
    );
  return statements.length > 0
    ? pass(
        'No query stands inside a loop.',
        statements.map((it) => it.at),
      )
    : review('A database is used, and its queries were not seen.', [...sql, ...documents]);
};

const measured: Criterion = () => review('It takes a measurement to know.');

export const performance: Readonly<Record<number, Criterion>> = {
  20: cached,
  21: invalidated,
  22: indexed,
  23: noLoops,
  24: measured,
};
