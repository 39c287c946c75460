import { describe, expect, it } from 'vitest';
import { defaults, parseSettings } from '../../server/lsp/settings-store.ts';
import { connect } from './client.ts';
import { tokens, VSCODE, vscodeConfig } from './samples.ts';

function parsed(value: unknown): { settings: unknown; complaints: string[] } {
  const complaints: string[] = [];
  return { settings: parseSettings(value, (name) => complaints.push(name)), complaints };
}

describe('reading settings', () => {
  it('takes what is set and the defaults for the rest', () => {
    const { settings, complaints } = parsed({
      rules: { 'insecure-transport': 'warning' },
      pin: { minimumReleaseAge: 0 },
      trace: { server: 'off' },
    });
    expect(settings).toMatchObject({
      rules: { 'insecure-transport': 'warning' },
      strictness: 'default',
      minimumReleaseAge: 0,
      network: 'whenAsked',
    });
    expect(complaints).toEqual([]);
  });

  it.each([[undefined], [null], [{}]])('takes %j for nothing', (value) => {
    expect(parsed(value)).toEqual({ settings: { ...defaults, rules: {} }, complaints: [] });
  });

  it.each([
    ['text', 'mcpChecklist'],
    [[], 'mcpChecklist'],
    [{ strictness: 'paranoid' }, 'strictness'],
    [{ pin: 3 }, 'pin'],
    [{ pin: { minimumReleaseAge: -1 } }, 'pin.minimumReleaseAge'],
    [{ pin: { minimumReleaseAge: 'three' } }, 'pin.minimumReleaseAge'],
    [{ network: true }, 'network'],
    [{ rules: { 'insecure-transport': 'loud' } }, 'rules.insecure-transport'],
    [{ rules: { __proto__: null, 'no-such-rule': 'off' } }, 'rules'],
    [{ rules: [] }, 'rules'],
  ])('ignores %j and names it', (value, name) => {
    const { settings, complaints } = parsed(value);
    expect(settings).toEqual({ ...defaults, rules: {} });
    expect(complaints).toEqual([name]);
  });
});

describe('settings', () => {
  it('are asked for per resource and change what is found, after a refresh', async () => {
    const client = await connect({ settings: { rules: { 'plaintext-secret': 'off' } } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    const first = await client.pull(VSCODE);
    expect(first).toMatchObject({ items: { length: 2 } });
    client.settings = { rules: { 'plaintext-secret': 'hint' } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes === 1);
    const second = await client.pull(VSCODE, first.resultId);
    expect(second).toMatchObject({ kind: 'full', items: { length: 3 } });
    expect(client.registrations).toContain('workspace/didChangeConfiguration');
  });

  it('come with the start where the client cannot be asked, and by notification later', async () => {
    const client = await connect({
      profile: 'bare',
      options: { settings: { rules: { 'plaintext-secret': 'off' } } },
    });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    await client.until(() => client.published.get(VSCODE)?.items.length === 2);
    client.notify('workspace/didChangeConfiguration', {
      settings: { mcpChecklist: { rules: { 'unpinned-package': 'off' } } },
    });
    await client.until(() =>
      client.published.get(VSCODE)?.items.some(({ code }) => code === 'plaintext-secret'),
    );
    expect(client.refreshes).toBe(0);
  });

  it('that make no sense are logged once and never repeated', async () => {
    const secret = tokens.githubFineGrained();
    const client = await connect({ settings: { strictness: secret } });
    client.open(VSCODE, vscodeConfig(tokens.githubFineGrained()));
    client.open('file:///w/.cursor/mcp.json', '{"mcpServers": {}}');
    await client.diagnostics(VSCODE);
    await client.diagnostics('file:///w/.cursor/mcp.json');
    await client.until(() => client.logs.length > 0);
    expect(client.logs.filter((line) => line.includes('mcpChecklist.strictness'))).toHaveLength(1);
    expect(client.wire).not.toContain(secret);
  });
});
