import { describe, expect, it } from 'vitest';
import { findTools } from '../../../../rules/project/tools/find.ts';
import { processorTime } from '../../../processor-time.ts';
import { go } from './cases/go.ts';
import { python } from './cases/python.ts';
import { scripts } from './cases/scripts.ts';
import { line, project } from './project.ts';

describe.each([
  ['TypeScript and JavaScript', scripts],
  ['Python', python],
  ['Go', go],
] as const)('tools of %s', (_, cases) => {
  it.each(cases)('$title', ({ files, tools, dynamic = false }) => {
    const found = findTools(project(files));
    expect(found.tools.map(line).sort()).toEqual([...tools].sort());
    expect(found.dynamic.length > 0).toBe(dynamic);
  });

  it.each(cases)('places are those of the text: $title', ({ files }) => {
    for (const tool of findTools(project(files)).tools) {
      const text = files[tool.nameAt.file] ?? '';
      const written = text.slice(tool.nameAt.span.start, tool.nameAt.span.end);
      expect(written).not.toBe('');
      expect(written.length).toBeLessThan(80);
      for (const { name, at } of tool.schema?.parameters ?? []) {
        const stands = (files[at.file] ?? '')
          .slice(at.span.start, at.span.end)
          .replace(/^["']|["']$/g, '');
        expect(stands.toLowerCase()).toBe(name.toLowerCase());
      }
    }
  });
});

describe('work is bounded', () => {
  it.each([
    ['spreads', (n: number) => `const a${n} = { ...a${n + 1}, ...a${n + 1}, ...a${n + 1} };`, 'a0'],
    [
      'calls',
      (n: number) =>
        `function f${n}(x) { return { ...f${n + 1}(x), ...f${n + 1}(x), ...f${n + 1}(x) } }`,
      'f0(1)',
    ],
    ['circles', (n: number) => `const a${n} = a${n === 59 ? 0 : n + 1};`, 'a0'],
  ])('%s without an end', (_, line_, use) => {
    const lines = Array.from({ length: 60 }, (__, n) => line_(n));
    const files = {
      'tools/a.ts': `${lines.join('\n')}\nserver.registerTool(${use}.name, ${use}, async () => 1);`,
    };
    const start = processorTime();
    expect(findTools(project(files)).tools).toEqual([]);
    expect(processorTime() - start).toBeLessThan(10_000);
  });

  it('a long text of many parts is read', () => {
    const parts = Array.from({ length: 200 }, (_, n) => `"${n} "`).join(' +\n');
    const files = { 'a.ts': `server.tool("add", ${parts}, async () => 1);` };
    expect(findTools(project(files)).tools[0]?.description?.value).toMatch(/^0 1 .* 199 $/);
  });
});
