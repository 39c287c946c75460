import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverOf } from '../../rules/engine/about.ts';
import { hosts } from '../../rules/hosts/index.ts';
import { analyze } from '../../rules/index.ts';
import { applyEdits } from '../../rules/text/span.ts';
import { everyFormat, seeded } from '../fake.ts';
import { processorTime } from '../processor-time.ts';
import { ownEdits } from '../rules/own-edits.ts';
import { Template } from '../rules/template.ts';

/**
 * Texts nobody has written: real configs cut and stirred, and structures made to hurt. A few thousand each time;
 * `MCP_CHECKLIST_FUZZ=100000 npx vitest run test/fuzz` for the night.
 */
const RUNS = Number(process.env.MCP_CHECKLIST_FUZZ ?? 3_000);
const SEED = Number(process.env.MCP_CHECKLIST_SEED ?? 20261121);
const FIXTURES = join(import.meta.dirname, '../fixtures/config');
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const settings = { rules: {}, strictness: 'strict' } as const;

interface Source {
  readonly name: string;
  readonly text: string;
  readonly host: string;
}

function fixtures(): readonly Source[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[/\\]input\.[\w-]+\.(?:json|toml|yaml)$/.test(path))
    .map((path) => ({
      name: path,
      text: new Template(readFileSync(join(FIXTURES, path), 'utf8')).text,
      host: /input\.([\w-]+)\.\w+$/.exec(path)?.[1] ?? '',
    }));
}

function corpus(): readonly Source[] {
  if (!existsSync(CORPUS)) return [];
  return readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(CORPUS, name), 'utf8');
      const { config } = analyze(text, { path: join(CORPUS, name) });
      return config ? [{ name, text, host: config.host.id }] : [];
    });
}

const sources = [...fixtures(), ...corpus()];
let slowest = { ms: 0, what: '' };

/** Everything that has to hold for any text at all. */
function check(text: string, host: string, what: string): void {
  const started = processorTime();
  const { config, findings, failures, credentials } = analyze(text, { host, settings });
  const ms = processorTime() - started;
  if (ms > slowest.ms) slowest = { ms, what };
  expect(failures).toEqual([]);
  // What is read twice is found twice, and taken out twice.
  const read = config?.servers.flatMap(({ places }) => places.map((it) => it.text)) ?? [];
  expect(new Set(read).size, what).toBe(read.length);
  for (const finding of findings) {
    const { at, related, fixes, message, pointer } = finding;
    inside(at.span, text);
    for (const it of related) if ('span' in it.at) inside(it.at.span, text);
    const said = [message, serverOf(finding), pointer, ...fixes.map(({ title }) => title)].join(
      '\n',
    );
    for (const { place, start, end, verdict } of credentials) {
      const secret = place.text.value.slice(start, end);
      // Half of `"API_KEY": "API_KEY"` is no secret, and the name may be said.
      const told = secret.length < 12 || place.role === 'other' || place.name.includes(secret);
      if (verdict === 'credential' && !told) expect(said).not.toContain(secret);
    }
    for (const fix of fixes)
      if (!fix.lookup) for (const edit of ownEdits(text, finding, fix)) inside(edit.span, text);
  }
}

function inside({ start, end }: { start: number; end: number }, { length }: string): void {
  if (!(0 <= start && start <= end && end <= length))
    throw new Error(`${start}-${end} is not in a text of ${length}`);
}

/** What people, merges and broken tools leave behind. */
const PIECES = [
  ...'{}[]",:\\/#\'\n\t =-|>&*!%@`',
  '\r\n',
  '"a": ',
  '${',
  '}}',
  '\\u0000',
  '\\ud800',
  '\ufeff',
  '\u202e',
  '/*',
  '*/',
  '//',
  '"__proto__": ',
  '"constructor": {',
  '"command": "npx", ',
  '"url": "https://a.example.com",',
  '"mcpServers": {',
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> x\n',
  '"""',
  "'''",
  '- ',
  '---\n',
  '[[',
  ']]',
  'null',
  '1e999',
  '-',
  '0x',
  'true',
];

interface Mutation {
  readonly kind: string;
  readonly at: number;
  readonly size: number;
  readonly piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'remove', 'repeat', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.nat(40),
  piece: fc.constantFrom(...PIECES),
});

function mutate(text: string, { kind, at, size, piece }: Mutation): string {
  const start = Math.floor(at * text.length);
  const end = Math.min(text.length, start + size);
  switch (kind) {
    case 'cut':
      return text.slice(0, start);
    case 'insert':
      return text.slice(0, start) + piece + text.slice(start);
    case 'remove':
      return text.slice(0, start) + text.slice(end);
    case 'repeat':
      return text.slice(0, end) + text.slice(start, end).repeat(3) + text.slice(end);
    default:
      return text.slice(0, start) + piece + text.slice(end);
  }
}

test('stirred configs are judged without a crash, a range outside or a secret shown', {
  timeout: 60 * 60_000,
}, () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 6 }), (pick, mutations) => {
      const source = sources[pick % sources.length];
      if (!source) return;
      check(mutations.reduce(mutate, source.text), source.host, source.name);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  console.log(
    `${RUNS} stirred texts of ${sources.length}; the slowest took ${slowest.ms.toFixed(0)} ms (${slowest.what})`,
  );
});

test('arbitrary texts under every host', { timeout: 60 * 60_000 }, () => {
  const hostIds = hosts.map(({ id }) => id);
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(...hostIds),
      (text, host) => check(text, host, 'arbitrary'),
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

describe('real configs cut at every byte', () => {
  const files = corpus();
  // All of them by night; by day as many as there is time for.
  const step = RUNS >= 50_000 ? 1 : 23;
  test.skipIf(files.length === 0)('none of the cuts hurts', { timeout: 60 * 60_000 }, () => {
    let cuts = 0;
    for (const { text, host, name } of files) {
      for (let cut = 0; cut <= text.length; cut += step) {
        check(text.slice(0, cut), host, name);
        cuts += 1;
      }
    }
    console.log(
      `${cuts} cuts of ${files.length} files; the slowest so far took ${slowest.ms.toFixed(0)} ms`,
    );
  });
  if (files.length === 0) console.log('skipped: there is no corpus beside this repository');
});

describe('structures made to hurt', () => {
  const server = (entry: unknown): string => JSON.stringify({ mcpServers: { a: entry } });
  const many = 100_000;
  const cases: Readonly<Record<string, () => string>> = {
    'deep lists': () => '['.repeat(many),
    'deep objects': () => '{"a":'.repeat(many),
    'deep in a server': () => `{"mcpServers":{"a":{"env":${'{"a":'.repeat(150)}1${'}'.repeat(153)}`,
    'wide object': () =>
      JSON.stringify({
        mcpServers: Object.fromEntries(
          Array.from({ length: 5_000 }, (_, index) => [
            `s${index}`,
            { command: 'npx', args: ['x'] },
          ]),
        ),
      }),
    'the same key again and again': () =>
      `{"mcpServers":{${'"a":{"command":"npx"},'.repeat(5_000)}"b":{}}}`,
    'many arguments': () =>
      server({ command: 'npx', args: Array.from({ length: 20_000 }, () => '-y') }),
    'a huge argument': () => server({ command: 'sh', args: ['-c', 'a '.repeat(many)] }),
    'a huge shell of quotes': () => server({ command: 'bash', args: ['-c', `"'`.repeat(many)] }),
    'a shell in a shell': () => server({ command: 'sh', args: ['-c', 'sh -c "'.repeat(5_000)] }),
    substitutions: () => server({ command: 'sh', args: ['-c', '$('.repeat(50_000)] }),
    'a huge address': () => server({ url: `http://${'a.'.repeat(many)}com/${'/'.repeat(many)}` }),
    'a long query': () => server({ url: `https://a.dev/?${'a=b&'.repeat(many / 2)}` }),
    'references without end': () => server({ command: 'x', env: { A: '${'.repeat(many) } }),
    'JSON in JSON': () =>
      server({
        command: 'x',
        env: {
          A: Array.from({ length: 12 }).reduce((it: string) => JSON.stringify({ a: it }), 'x'),
        },
      }),
    'base64 without end': () => server({ command: 'x', env: { TOKEN: 'QUJD'.repeat(many) } }),
    'prefixes of tokens': () =>
      server({
        command: 'x',
        env: {
          A: everyFormat()
            .map(({ format }) => format.prefixes?.[0] ?? '')
            .join(' ')
            .repeat(200),
        },
      }),
    'every token at once': () => {
      const fake = seeded(SEED);
      const env = everyFormat().map(({ format }, index) => [
        `A${index}`,
        fake.match(format.pattern),
      ]);
      return server({ command: 'x', env: Object.fromEntries(env) });
    },
    comments: () => `{${'// mcp-checklist-ignore a, b, c -- x\n'.repeat(20_000)}"mcpServers":{}}`,
    commas: () => `{"mcpServers":{${','.repeat(many)}}}`,
    'lone surrogates': () => server({ command: '\ud800'.repeat(1_000), args: ['\udc00'] }),
    prototype: () =>
      '{"mcpServers":{"__proto__":{"command":"npx","args":["x"]},"constructor":{"command":"npx","env":{"__proto__":"1","toString":"2"}}}}',
  };
  test.each(Object.keys(cases))('%s', (name) => {
    const text = cases[name]?.() ?? '';
    for (const host of ['cursor', 'vscode', 'claude-code']) check(text, host, name);
    expect(Object.hasOwn(Object.prototype, 'command')).toBe(false);
  });
});

test('edits one after the other give what the text itself gives', { timeout: 60 * 60_000 }, () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(mutation, { minLength: 2, maxLength: 8 }), (pick, mutations) => {
      const source = sources[pick % sources.length];
      if (!source) return;
      let text = source.text;
      for (const it of mutations) {
        const start = Math.floor(it.at * text.length);
        const span = { start, end: Math.min(text.length, start + it.size) };
        text = applyEdits(text, [{ span, newText: it.piece }]);
        analyze(text, { host: source.host, settings });
      }
      // What is remembered from one text to the next must not show.
      const seen = analyze(text, { host: source.host, settings }).findings.map(plain);
      const again = analyze(`${text}`, { host: source.host, settings }).findings.map(plain);
      expect(again).toEqual(seen);
    }),
    { seed: SEED, numRuns: Math.ceil(RUNS / 10) },
  );
});

function plain({ rule, at: { span }, message }: ReturnType<typeof analyze>['findings'][number]) {
  return { rule, span, message };
}
