import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import inRoot from '../../../client/connection/root-files.json';
import { OTHER_FORMATS, SELECTOR } from '../../../client/connection/selector.ts';
import { NET_GLOBS } from '../../../rules/hosts/net.ts';
import { languages, otherFormats, rootFiles } from '../../../scripts/schemas.mjs';

test('the editor sends the files of every host that writes TOML or YAML', () => {
  expect(OTHER_FORMATS.length).toBeGreaterThan(10);
  expect(OTHER_FORMATS, 'run: npm run hosts').toEqual(otherFormats());
});

test('the editor looks at every file that the search for configs looks at', () => {
  expect(SELECTOR).toEqual(expect.arrayContaining(NET_GLOBS.map((pattern) => ({ pattern }))));
});

test('the manifest gives the files of hosts that write TOML a language, or nothing would wake the extension', () => {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
  );
  expect(manifest.contributes.languages, 'run: npm run hosts').toEqual(languages());
  expect(languages()[0]?.filenamePatterns).toContain('**/.codex/config.toml');
});

test('a folder is asked for the files in which hosts look for nothing but servers', () => {
  expect(inRoot, 'run: npm run hosts').toEqual(rootFiles());
  expect(inRoot).toEqual(expect.arrayContaining(['.mcp.json', '.vscode/mcp.json']));
  expect(inRoot).not.toContain('.vscode/settings.json');
});
