import { expect, it } from 'vitest';
import { starters } from '../../../rules/fixes/starter.ts';
import { hostById, hosts } from '../../../rules/hosts/index.ts';
import { analyze } from '../../../rules/index.ts';

const inFolder = hosts.flatMap((host) => {
  const file = host.files.find(({ scope, path }) => scope === 'workspace' && !path.includes('*'));
  return file && starters(host).length > 0 ? [{ host, path: `/w/${file.path}` }] : [];
});

it('every host whose list stands in a folder has a config that nothing is wrong with', () => {
  expect(inFolder.length).toBeGreaterThan(10);
  for (const { host, path } of inFolder) {
    const clean = starters(host).filter((it) => analyze(it, { path }).findings.length === 0);
    expect(clean.length, host.id).toBeGreaterThan(0);
    for (const it of clean) expect(analyze(it, { path }).config?.host.id, host.id).toBe(host.id);
  }
});

it('a token is a reference in the words of its host', () => {
  const textOf = (id: string) => starters(hostById(id) as never)[0];
  expect(textOf('vscode')).toContain(`"Authorization": "Bearer \${input:example-token}"`);
  expect(textOf('vscode')).toContain('"password": true');
  expect(textOf('cursor')).toContain(`"Authorization": "Bearer \${env:EXAMPLE_TOKEN}"`);
  expect(textOf('cursor')).not.toContain('inputs');
});
