import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../rules/findings/finding.ts';
import { analyze } from '../../rules/index.ts';
import { Template } from '../rules/template.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/config');

/** What these say depends on text that follows. */
const WAIT_FOR_MORE: ReadonlySet<string> = new Set([
  'duplicate-key',
  'elevated-command',
  'environment-credential-reuse',
  'invalid-server',
  'invalid-syntax',
  // A path further down says that the file is for Windows.
  'missing-cmd-wrapper',
  'scattered-credential',
  'shell-wrapper',
  'undefined-input',
  'unsupported-comments',
  'unused-ignore',
  'verbose-logging',
  'writable-by-default',
  'wrong-root-key',
]);

/** By night every bad fixture is cut after every character, as if somebody were typing it; else after every third. */
const step = process.env.MCP_CHECKLIST_GROWTH === 'all' ? 1 : 3;

describe('a half-typed file', () => {
  for (const [index, { name, host, text }] of inputs().entries()) {
    test(`${name} keeps what stands before the cut`, () => {
      const whole = analyze(text, { host }).findings.filter(({ rule }) => !WAIT_FOR_MORE.has(rule));
      for (let cut = index % step; cut <= text.length; cut += step) {
        const { findings, failures } = analyze(text.slice(0, cut), { host });
        expect(failures).toEqual([]);
        for (const {
          at: { span },
        } of findings) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(cut);
        }
        const kept = new Set(findings.map(identity));
        // The closing quote has to be there too: until then the value may go on.
        const missing = whole.filter(
          (finding) => settledBefore(finding, text, cut) && !kept.has(identity(finding)),
        );
        expect(missing.map(identity), `cut at ${cut}`).toEqual([]);
      }
    });
  }
});

function settledBefore({ at: { span } }: Finding, text: string, cut: number): boolean {
  const lineEnd = text.indexOf('\n', span.end);
  return (lineEnd < 0 ? text.length : lineEnd) < cut;
}

function identity({ rule, pointer, at: { span } }: Finding): string {
  return `${rule} ${pointer} ${span.start}-${span.end}`;
}

function inputs(): readonly { name: string; host: string; text: string }[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /bad-[^/\\]+[/\\]input\.[\w-]+\.json$/.test(path))
    .map((path) => ({
      name: path,
      host: /input\.([\w-]+)\.json$/.exec(path)?.[1] ?? '',
      text: new Template(readFileSync(join(FIXTURES, path), 'utf8')).text,
    }));
}
