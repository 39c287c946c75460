import { expect, test } from 'vitest';
import { analyze } from '../../../rules/index.ts';
import { safeSource } from '../../../rules/secrets/safe-source.ts';
import { fake } from '../../fake.ts';

/** A line of a config as a report shows it. */
function shown(line: string): string {
  const text = `{"mcpServers":{"a":${line}}}`;
  const { config, credentials } = analyze(text, { host: 'cursor' });
  return safeSource(text, config, credentials).show(0, text.length).slice(19, -2);
}

test.each([
  ['{"command":"npx","args":["-y","@modelcontextprotocol/server-github"]}'],
  ['{"command":"npx","args":["-y","@modelcontextprotocol/server-filesystem@2.4.0"]}'],
  ['{"command":"uvx","args":["mcp-server-fetch==2026.11.11"]}'],
])('a package that people know is shown: %s', (line) => {
  expect(shown(line)).toBe(line);
});

test('what nobody can know to be harmless is masked', () => {
  const token = fake.githubToken();
  const line = (name: string) => `{"command":"npx","args":["-y","${name}","--key","${token}"]}`;
  const text = shown(line('@modelcontextprotocol/x7Gq2mZk9PvLw4Rt8NcY1bHs'));
  expect(text).toMatch(/^\{"command":"npx","args":\["-y","••••","--key","••••\w{0,4}"\]\}$/);
});
