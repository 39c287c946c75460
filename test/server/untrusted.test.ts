import { expect, it } from 'vitest';
import { fake } from '../fake.ts';
import { itemIn } from '../items.ts';
import { connect } from './client.ts';
import { VSCODE } from './samples.ts';

const options = { checklist: true, ignores: true, trusted: false };
const TEXT = `{ "servers": { "a": { "command": "npx", "args": ["-y", "some-mcp"], "env": {
  // mcp-checklist-ignore plaintext-secret -- reviewed by security
  "GITHUB_TOKEN": "${fake.githubFineGrained()}"
} } } }`;

it('no comment of a folder that nobody trusts silences anything', async () => {
  const client = await connect({ folders: ['/w'], options });
  client.open(VSCODE, TEXT);
  const codes = (await client.diagnostics(VSCODE)).map(({ code }) => code);
  expect(codes).toContain('plaintext-secret');
  const state = await client.until(() =>
    client.checklists.at(-1)?.configs === 1 ? client.checklists.at(-1) : undefined,
  );
  expect(itemIn(state, 1)).toMatchObject({ number: 1, status: 'fail' });
});

it('where it is trusted, the item is accepted, and nothing says that there is no credential', async () => {
  const client = await connect({ folders: ['/w'], options: { ...options, trusted: true } });
  client.open(VSCODE, TEXT);
  expect((await client.diagnostics(VSCODE)).map(({ code }) => code)).not.toContain(
    'plaintext-secret',
  );
  const state = await client.until(() =>
    client.checklists.at(-1)?.configs === 1 ? client.checklists.at(-1) : undefined,
  );
  expect(itemIn(state, 1)).toMatchObject({
    status: 'accepted',
    sentences: ['1 finding accepted: reviewed by security.'],
    named: true,
  });
});

it('ignoring says so there, instead of writing what does not count', async () => {
  const client = await connect({ folders: ['/w'], options });
  client.open(VSCODE, TEXT);
  const found = (await client.diagnostics(VSCODE)).find(({ code }) => code === 'unpinned-package');
  expect(found).toBeDefined();
  const start = TEXT.indexOf('some-mcp');
  const params = { uri: VSCODE, rule: 'unpinned-package', start, reason: 'ours' };
  expect(await client.ignore(params)).toEqual({
    edit: null,
    problem: 'Nothing is ignored in a folder that is not trusted. Trust it first.',
  });
});
