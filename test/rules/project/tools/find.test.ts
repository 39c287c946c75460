import { describe, expect, it } from 'vitest';
import { findTools } from '../../../../rules/project/tools/find.ts';
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
