import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../rules/config/read.ts';
import { parseJson } from '../../../rules/document/parse-json.ts';
import { generic } from '../../../rules/hosts/index.ts';
import { findCredentials } from '../../../rules/secrets/index.ts';
import expected from '../../corpus/credentials.json' with { type: 'json' };

/** Real configs of other people, kept outside of this repository. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus');

/**
 * Where a careful reader found a credential: file and JSON pointer, nothing else. Anon keys, placeholders and
 * default passwords are not in the list.
 */
const READ: Readonly<Record<string, readonly string[]>> = expected;

test('in real configs, exactly the credentials that a reader finds', (context) => {
  if (!existsSync(CORPUS)) {
    console.log('skipped: there is no corpus beside this repository');
    context.skip();
  }
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replaceAll('\\', '/'));
  const found: Record<string, string[]> = {};
  for (const file of files) {
    const config = readConfig(parseJson(readFileSync(join(CORPUS, file), 'utf8')), generic);
    for (const { verdict, confidence, place } of findCredentials(config)) {
      if (verdict !== 'credential' || confidence === 'low') continue;
      found[file] = [...(found[file] ?? []), place.pointer];
    }
  }
  expect(found).toEqual(READ);
  console.log(
    `${files.length} real configs: ${Object.values(found).flat().length} credentials in ${Object.keys(found).length} files, all as read`,
  );
});
