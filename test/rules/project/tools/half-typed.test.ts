import { describe, expect, it } from 'vitest';
import { sourcesOf } from '../../../../rules/project/names/sources.ts';
import { findTools } from '../../../../rules/project/tools/find.ts';
import { keepTools } from '../../../../rules/project/tools/sticky.ts';
import type { Tool } from '../../../../rules/project/tools/tool.ts';
import { readSource, type SourceFile } from '../../../../rules/source/read.ts';
import { go } from './cases/go.ts';
import { python } from './cases/python.ts';
import { scripts } from './cases/scripts.ts';

const CUTS = 200;
const TYPED = ['(', '{', '[', '.', '"', "'", ' x', '\n', '=', ', '];

/** What a person has typed somewhere in the line, the rest of which may be gone. */
function cut(
  text: string,
  step: number,
): { readonly text: string; readonly at: number; readonly end: number } {
  const at = Math.floor((text.length * (step + 0.5)) / CUTS);
  const line = text.indexOf('\n', at);
  const end = step % 2 === 0 || line < 0 ? at : line;
  return { text: text.slice(0, at) + TYPED[step % TYPED.length] + text.slice(end), at, end };
}

function toolsOf(file: SourceFile | null) {
  return file ? findTools(sourcesOf([file.module])).tools : [];
}

const files = [...scripts, ...python, ...go].flatMap(({ files: all }) =>
  Object.entries(all).filter(([path, text]) => toolsOf(readSource(path, text)).length > 0),
);

describe('while somebody types', () => {
  it('at least 97 % of the tools elsewhere in the file survive', () => {
    let expected = 0;
    let kept = 0;
    for (const [path, text] of files) {
      const whole = readSource(path, text);
      const before = toolsOf(whole);
      for (let step = 0; step < CUTS; step += 1) {
        const { text: typed, at, end } = cut(text, step);
        const half = readSource(path, typed, whole ?? undefined);
        const after =
          whole && half
            ? keepTools({ file: whole, tools: before }, { file: half, tools: toolsOf(half) })
            : [];
        for (const tool of before) {
          const { start, end: until } = tool.at.span;
          const handler = tool.handler?.function ?? tool.at.span;
          const touches = (span: { start: number; end: number }) =>
            span.start <= end && span.end >= at;
          if (touches({ start, end: until }) || touches(handler) || touches(tool.nameAt.span))
            continue;
          expected += 1;
          const found = after.find(({ name }) => name === tool.name);
          if (!found) continue;
          kept += 1;
          // Wherever it stands now, its name stands there as it did.
          const place = (from: string, { nameAt: { span } }: Tool) =>
            from.slice(span.start, span.end);
          if (found.nameAt.file === path && found.style === tool.style && tool.style !== 'file') {
            expect(place(typed, found)).toBe(place(text, tool));
          }
        }
      }
    }
    expect(files.length).toBeGreaterThan(12);
    expect(expected).toBeGreaterThan(2_000);
    expect(kept / expected).toBeGreaterThanOrEqual(0.97);
  }, 120_000);

  it('at least 97 % of the functions around the caret still begin where they did', () => {
    let expected = 0;
    let kept = 0;
    for (const [path, text] of files) {
      const whole = readSource(path, text);
      for (let step = 0; step < CUTS; step += 1) {
        const { text: typed, at } = cut(text, step);
        const around = whole?.module.functions
          .filter(({ body }) => body.start < at && body.end > at)
          .sort((a, b) => b.start - a.start)[0];
        if (!around) continue;
        expected += 1;
        const after = readSource(path, typed, whole ?? undefined)?.module.functions ?? [];
        if (after.some(({ start }) => start === around.start)) kept += 1;
      }
    }
    expect(expected).toBeGreaterThan(500);
    expect(kept / expected).toBeGreaterThanOrEqual(0.97);
  }, 120_000);
});
