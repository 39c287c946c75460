import { describe, expect, it } from 'vitest';
import { connect, type TestClient } from './client.ts';

const CONFIG = '/w/.cursor/mcp.json';
const PROJECT = '/w/.mcp-checklist.json';
const config = (...args: string[]): string =>
  JSON.stringify({ mcpServers: { docs: { command: 'npx', args } } });
const ignore = (rule: string, more = {}) => ({ rule, path: '**', reason: 'known', ...more });
const project = (...entries: object[]): string => JSON.stringify({ ignore: entries }, null, 1);
const options = { checklist: true };

const remarks = async (client: TestClient): Promise<readonly string[]> =>
  (await client.diagnostics(`file://${PROJECT}`)).map(({ message }) => String(message));

describe('the project file', () => {
  it('is told which of its exceptions except nothing, as the configs change', async () => {
    const text = project(ignore('unpinned-package'), ignore('elevated-command'));
    const files = { [CONFIG]: config('-y', 'some-mcp'), [PROJECT]: text };
    const client = await connect({ folders: ['/w'], files, options });
    client.open(`file://${PROJECT}`, text);
    await client.until(() => client.checklists.at(-1));
    expect(await remarks(client)).toEqual([
      'There is nothing of elevated-command to silence there.',
    ]);
    const [remark] = await client.diagnostics(`file://${PROJECT}`);
    expect(remark?.range.start).toEqual({ line: 7, character: 2 });

    const before = client.refreshes;
    client.files.set(CONFIG, config('-y', 'some-mcp@1.2.3'));
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `file://${CONFIG}`, type: 2 }],
    });
    await client.until(() => client.refreshes > before);
    expect(await remarks(client)).toEqual([
      'There is nothing of unpinned-package to silence there.',
      'There is nothing of elevated-command to silence there.',
    ]);
  });

  it('is told of entries that cannot count', async () => {
    const text = project(
      ignore('unpinned-packages'),
      ignore('unpinned-package', { until: '2001-01-01' }),
      { rule: 'unpinned-package', path: '**' },
      ignore('secret-in-log'),
      ignore('secret-in-log', { until: '2002-02-02' }),
    );
    const files = { [CONFIG]: config('-y', 'some-mcp'), [PROJECT]: text };
    const client = await connect({ folders: ['/w'], files, options });
    client.open(`file://${PROJECT}`, text);
    await client.until(() => client.checklists.at(-1));
    expect(await remarks(client)).toEqual([
      '/ignore/2 does not count: reason is wrong or missing.',
      'This ignores nothing: there is no rule "unpinned-packages". Did you mean "unpinned-package"?',
      'This ran out on 2001-01-01 and silences nothing any more.',
      // A rule about source is known, and what it finds is not told with the configs.
      'This ran out on 2002-02-02 and silences nothing any more.',
    ]);
  });

  it('is told nothing of rules that are off, or where nobody trusts the folder', async () => {
    const text = project(ignore('verbose-logging'), ignore('unpinned-package'));
    const files = { [CONFIG]: config('-y', 'some-mcp'), [PROJECT]: text };
    const off = await connect({
      folders: ['/w'],
      files,
      options,
      settings: { rules: { 'verbose-logging': 'off' } },
    });
    off.open(`file://${PROJECT}`, text);
    await off.until(() => off.checklists.at(-1));
    expect(await remarks(off)).toEqual([]);
    const untrusted = await connect({
      folders: ['/w'],
      files,
      options: { ...options, trusted: false },
    });
    untrusted.open(`file://${PROJECT}`, text);
    await untrusted.until(() => untrusted.checklists.at(-1));
    expect(await remarks(untrusted)).toEqual([]);
  });

  it("says how bad things are, and a stranger's does not", async () => {
    const text = JSON.stringify({ rules: { 'unpinned-package': 'error' }, strictness: 'strict' });
    const files = { [CONFIG]: config('-y', 'some-mcp'), [PROJECT]: text };
    const settings = { rules: { 'unpinned-package': 'hint' } };
    const severities = async (trusted: boolean) => {
      const client = await connect({ folders: ['/w'], files, settings, options: { trusted } });
      client.open(`file://${CONFIG}`, config('-y', 'some-mcp', '--token', '${env:TOKEN}'));
      const all = await client.diagnostics(`file://${CONFIG}`);
      return all.map(({ code, severity }) => [code, severity]);
    };
    const own = await severities(true);
    expect(own).toContainEqual(['unpinned-package', 1]);
    const restricted = await severities(false);
    expect(restricted).toContainEqual(['unpinned-package', 4]);
    expect(own).toContainEqual(['secret-in-arguments', 3]);
    expect(restricted.map(([code]) => code)).not.toContain('secret-in-arguments');
  });

  it('is told of keys, rules and severities that there are not', async () => {
    const text = '{\n "strictnes": "strict",\n "rules": { "unpinned-pakage": "off" }\n}';
    const client = await connect({ folders: ['/w'], files: { [PROJECT]: text }, options });
    client.open(`file://${PROJECT}`, text);
    const all = await client.diagnostics(`file://${PROJECT}`);
    expect(all.map(({ message, range }) => [range.start.line, message])).toEqual([
      [1, 'There is no key "strictnes". Did you mean "strictness"?'],
      [2, 'There is no rule "unpinned-pakage". Did you mean "unpinned-package"?'],
    ]);
  });

  it('counts from above the open folder, up to the top of its repository', async () => {
    const [inner, own] = ['/w/sub/.cursor/mcp.json', '/w/sub/.mcp-checklist.json'];
    const text = config('-y', 'some-mcp');
    const files = {
      [inner]: text,
      '/w/.git/HEAD': '',
      [PROJECT]: JSON.stringify({ rules: { 'unpinned-package': 'hint' } }),
    };
    const severity = async (client: TestClient) => {
      const all = await client.diagnostics(`file://${inner}`);
      return all.find(({ code }) => code === 'unpinned-package')?.severity;
    };
    const client = await connect({ folders: ['/w/sub'], files, options });
    client.open(`file://${inner}`, text);
    expect(await severity(client)).toBe(4);
    // Changed there, then said nearer.
    client.files.set(PROJECT, '{ "rules": { "unpinned-package": "error" } }');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `file://${PROJECT}`, type: 2 }],
    });
    expect(await severity(client)).toBe(1);
    client.files.set(own, '{ "rules": {} }');
    client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `file://${own}`, type: 1 }],
    });
    expect(await severity(client)).toBe(2);
    const stranger = { isOwn: async () => false };
    const other = await connect({ folders: ['/w/sub'], files, options, runtime: stranger });
    other.open(`file://${inner}`, text);
    expect(await severity(other)).toBe(2);
  });
});
