import { expect, test } from 'vitest';
import { type AnalyzeOptions, analyze } from '../../../rules/index.ts';
import { ignoreByComment } from '../../../rules/policy/comment.ts';
import { applyEdits } from '../../../rules/text/span.ts';

/** The text after its first finding of a rule is silenced; undefined where the file takes no comments. */
function silenced(text: string, options: AnalyzeOptions, rule: string): string | undefined {
  const { config, findings } = analyze(text, options);
  const finding = findings.find((it) => it.rule === rule);
  if (!config || !finding) throw new Error(`there is no ${rule}`);
  const edits = ignoreByComment(config, finding, 'known');
  if (!edits) return undefined;
  const after = applyEdits(text, edits);
  const same = analyze(after, options).findings.filter((it) => it.rule === rule);
  expect(same.map(({ suppressed }) => suppressed?.reason)).toEqual(['known']);
  return after;
}

const url = 'http://a.example.com/';
const VSCODE = { path: '/w/.vscode/mcp.json' };

test('a comment above the line, as far in as the line, with the line ends of the file', () => {
  const text = `{\r\n\t"servers": {\r\n\t\t"a": { "url": "${url}" }\r\n\t}\r\n}\r\n`;
  expect(silenced(text, VSCODE, 'insecure-transport')).toBe(
    text.replace('\t\t"a"', '\t\t// mcp-checklist-ignore insecure-transport -- known\r\n\t\t"a"'),
  );
});

test('on the first line too', () => {
  const text = `{"servers": {"a": {"url": "${url}"}}}`;
  expect(silenced(text, VSCODE, 'insecure-transport')).toBe(
    `// mcp-checklist-ignore insecure-transport -- known\n${text}`,
  );
});

test('one that stands there is extended', () => {
  const text = `{"servers": {\n  // mcp-checklist-ignore unpinned-package -- known\n  "a": {"url": "${url}"}\n}}`;
  expect(silenced(text, VSCODE, 'insecure-transport')).toBe(
    text.replace('unpinned-package', 'unpinned-package, insecure-transport'),
  );
});

test('TOML takes a # where a comment stands', () => {
  const text = `[mcp_servers.a]\nurl = "${url}"\n`;
  const options = { path: '/w/.codex/config.toml', host: 'codex' };
  expect(silenced(text, options, 'insecure-transport')).toBe(
    text.replace('url', '# mcp-checklist-ignore insecure-transport -- known\nurl'),
  );
});

test('a file whose host takes no comments gets none', () => {
  const text = `{"mcpServers": {"a": {"url": "${url}"}}}`;
  expect(silenced(text, { path: '/w/.mcp.json' }, 'insecure-transport')).toBeUndefined();
});
