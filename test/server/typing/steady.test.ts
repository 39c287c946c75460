import { describe, expect, it } from 'vitest';
import { analyze } from '../../../rules/index.ts';
import { configsToType, Desk, keysOf, saidIn } from './keys.ts';

const LONGEST = 2_000;
const configs = configsToType().filter(({ text }) => text.length <= LONGEST);
const all = process.env.MCP_CHECKLIST_TYPING === 'all';
const isOther = /\.(?:toml|ya?ml|md)$/;
const sampled = all ? configs : configs.filter((_, index) => index % 16 === 3);
const others = configs.filter(({ name, text, host }) => {
  return isOther.test(name) && analyze(text, { host }).findings.length > 0;
});

describe('a config that is typed key by key', () => {
  it.each(sampled.flatMap((it) => [true, false].map((closes) => ({ ...it, closes }))))(
    '$name shows nothing that goes away by typing on (closes brackets: $closes)',
    ({ text, host, closes }) => {
      const desk = new Desk(host);
      const gone: string[] = [];
      let before: readonly string[] = [];
      for (const key of keysOf(text, closes)) {
        const now = saidIn(desk.press(key));
        for (const it of before)
          if (!now.includes(it)) gone.push(`${it}, by ${key.text} at ${key.start}`);
        before = now;
      }
      expect(gone).toEqual([]);
      expect(desk.document.getText()).toBe(text);
      // Nothing is lost: who pauses sees what anybody sees who opens the file.
      expect(saidIn(desk.pause())).toEqual(saidIn(analyze(text, { host })));
    },
    60_000,
  );
});

describe('a config in TOML or YAML with a slip in one line', () => {
  const SLIPS = ['"', '[', '{', "'", '\t- '];

  it.each(all ? others : others.filter((_, index) => index % 3 === 0))(
    '$name keeps what is said of the other lines',
    ({ text, host }) => {
      const { findings } = analyze(text, { host });
      const lines = [...text.matchAll(/^.+$/gm)].map(({ index, 0: line }) => index + line.length);
      let broken = 0;
      for (const slip of SLIPS) {
        for (const at of lines) {
          const desk = new Desk(host, text);
          for (const [index, letter] of [...slip].entries())
            desk.press({ start: at + index, end: at + index, text: letter });
          const said = saidIn(desk.pause());
          // What is no slip says something else, and may be judged so.
          const torn = analyze(desk.document.getText(), { host }).config;
          if (torn?.document.problems.length === 0) continue;
          broken += 1;
          for (const {
            rule,
            at: { span },
            pointer,
            suppressed,
          } of findings) {
            const touched = text.lastIndexOf('\n', at - 1) < span.end && at >= span.start;
            if (touched || suppressed || pointer === '') continue;
            const start = span.start >= at ? span.start + slip.length : span.start;
            expect(said, `${JSON.stringify(slip)} at ${at}`).toContain(`${rule} at ${start}`);
          }
        }
      }
      expect(broken).toBeGreaterThan(lines.length);
    },
    60_000,
  );
});
