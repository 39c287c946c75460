import { expect, test } from 'vitest';
import { folder, run } from './run.ts';

test('what stands in a config or its path cannot end a workflow command', async () => {
  // GitHub decodes %0A in them: unescaped it would begin a command of the config's own.
  const name = 'a%0A::error title=pwned::';
  const config = JSON.stringify({ mcpServers: { [name]: { url: 'http://a.example.com/' } } });
  const cwd = folder({ 'x%0A::error::y,z/.mcp.json': config });
  const { out } = await run(['check', '--format', 'github'], { cwd });
  const lines = out.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(
      /^::(?:error|warning|notice) file=x%250A%3A%3Aerror%3A%3Ay%2Cz\/\.mcp\.json,/,
    );
    expect(line).not.toMatch(/%0A/);
  }
});
