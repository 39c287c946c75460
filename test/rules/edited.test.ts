import { describe, expect, it } from 'vitest';
import type { Finding } from '../../rules/findings/finding.ts';
import { type AnalyzeOptions, analyze, type Watched, watch } from '../../rules/index.ts';
import { fake } from '../fake.ts';

const CURSOR: AnalyzeOptions = { path: '/w/.cursor/mcp.json' };
const NAME = 'server-five';

/** Twenty servers, each of which has something wrong with it. */
function configOf(change: (servers: Record<string, object>) => object = (it) => it): string {
  const entries = Array.from({ length: 20 }, (_, index) => {
    const args = ['-y', index === 5 ? NAME : `server-${index}`];
    return [`s${index}`, { command: 'npx', args }] as const;
  });
  return JSON.stringify({ mcpServers: change(Object.fromEntries(entries)) }, null, 2);
}

/** What follows from edits, one after the other. */
class Edits {
  readonly #options: AnalyzeOptions;
  text: string;
  watched: Watched;

  constructor(text: string, options: AnalyzeOptions = CURSOR) {
    this.#options = options;
    this.text = text;
    this.watched = watch(text, options);
  }

  /** @returns whether only a part was judged */
  replace(old: string, written: string): boolean {
    expect(this.text.split(old)).toHaveLength(2);
    this.text = this.text.replace(old, () => written);
    this.watched = watch(this.text, this.#options, this.watched);
    expect(said(this.watched)).toEqual(said(analyze(this.text, this.#options)));
    return this.watched.whole === undefined;
  }
}

function said({ findings }: { readonly findings: readonly Finding[] }): unknown {
  return findings.map(({ origin: _, ...it }) => ({ ...it, fixes: [] }));
}

describe('an edit of one of many servers', () => {
  it('has that server judged, and no other', () => {
    const edits = new Edits(configOf());
    expect(said(edits.watched)).toHaveLength(20);
    expect(edits.replace(NAME, `${NAME}@1.2.3`)).toBe(true);
    expect(said(edits.watched)).toHaveLength(19);
    expect(edits.replace(`${NAME}@1.2.3`, `${NAME}@1.2`)).toBe(true);
    expect(said(edits.watched)).toHaveLength(20);
    // Another one, and several lines more.
    expect(edits.replace('"server-11"', '"server-11",\n\n"--insecure"')).toBe(true);
    expect(edits.replace(`${NAME}@1.2`, NAME)).toBe(true);
    expect(said(edits.watched)).toHaveLength(21);
  });

  it('keeps no fixes, which edit a text that is no more', () => {
    const edits = new Edits(configOf());
    expect(edits.watched.findings[9]?.fixes).not.toEqual([]);
    edits.replace(NAME, `${NAME}@1.2.3`);
    expect(edits.watched.findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  it('is one of the whole text where it is outside of all servers', () => {
    const edits = new Edits(configOf());
    expect(edits.replace('{\n  "mcpServers"', '{\n "a": 1,\n  "mcpServers"')).toBe(false);
    expect(edits.replace('"mcpServers"', '"mcpServer"')).toBe(false);
    expect(edits.replace('"mcpServer"', '"mcpServers"')).toBe(false);
    expect(edits.replace(NAME, `${NAME}@1.2.3`)).toBe(true);
  });

  it('may be of a name, or of a new one between two, before the first or behind the last', () => {
    const edits = new Edits(configOf());
    expect(edits.replace('"s7"', '"s777"')).toBe(true);
    expect(edits.replace('"s3": {', '"n": , "s3": {')).toBe(true);
    expect(edits.replace('"n": ,', '"n": {},')).toBe(true);
    expect(edits.replace('"n": {},', '"n": {"url": "http://acme.dev"},')).toBe(true);
    expect(edits.watched.findings.map(({ rule }) => rule)).toContain('insecure-transport');
    expect(
      edits.replace('"n": {"url": "http://acme.dev"}', '"n": {"url": "https://acme.dev"}'),
    ).toBe(true);
    expect(edits.replace('"mcpServers": {', '"mcpServers": {"a": {"command": "b"},')).toBe(true);
    expect(
      edits.replace('"server-19"\n      ]\n    }', '"server-19"\n      ]\n    }, "z": {}'),
    ).toBe(true);
    expect(edits.replace('"z": {}', '"z": {"command": "npx", "args": ["zed"]}')).toBe(true);
    expect(edits.replace(', "z": {"command": "npx", "args": ["zed"]}', '')).toBe(true);
    expect(edits.replace(NAME, `${NAME}@1.2.3`)).toBe(true);
  });

  it('is one of the whole text where another server has the name that is typed', () => {
    const edits = new Edits(configOf());
    expect(edits.replace('"s3": {', '"n": {}, "s3": {')).toBe(true);
    expect(edits.replace('"n": {}', '"s9": {}')).toBe(false);
    expect(edits.watched.findings.map(({ rule }) => rule)).toContain('duplicate-key');
    expect(edits.replace('"s9": {}', '"n": {}')).toBe(false);
    expect(edits.replace('"n": {}', '"m": {}')).toBe(true);
  });

  it('is one of the whole text where a name tells the host to look elsewhere', () => {
    const servers = Array.from({ length: 20 }, (_, index) => {
      return [`s${index}`, { type: 'local', command: index < 15 ? ['npx'] : 'npx', args: ['a'] }];
    });
    const mcp = { ...Object.fromEntries(servers), a: { command: 'b' }, c: { command: 'd' } };
    const edits = new Edits(JSON.stringify({ mcp }, null, 2), { path: '/w/opencode.json' });
    expect(edits.replace('"c": {', '"server": {}, "c": {')).toBe(true);
    expect(edits.replace('"server": {}', '"servers": {}')).toBe(false);
    expect(edits.watched.findings.map(({ rule }) => rule)).toContain('wrong-root-key');
  });

  it('is one of the whole text where it is of many servers', () => {
    const edits = new Edits(configOf());
    const { text } = edits;
    const [start, end] = [text.indexOf('"s3"'), text.indexOf('"s17"')];
    expect(edits.replace(text.slice(start, end), '')).toBe(false);
  });

  it('may tear the text, and put it right', () => {
    const edits = new Edits(
      configOf((servers) => ({ ...servers, bad: { type: 'stdio', url: 'https://acme.dev/mcp' } })),
      { path: '/w/.mcp.json' },
    );
    const said = (): readonly string[] => edits.watched.findings.map(({ rule }) => rule);
    expect(said()).toContain('invalid-server');
    expect(edits.replace(`"${NAME}"`, `"${NAME}" "a`)).toBe(true);
    // Withheld while the text is torn.
    expect(said()).not.toContain('invalid-server');
    expect(edits.replace(`"${NAME}" "a`, `"${NAME}" "ab`)).toBe(true);
    expect(edits.replace(`"${NAME}" "ab`, `"${NAME}", "ab"`)).toBe(true);
    expect(said()).toContain('invalid-server');
  });

  it('is one of the whole text where a bracket is missing or a comment is open', () => {
    for (const tear of ['}', '{', ']', ']}', '/*', '"},']) {
      const edits = new Edits(configOf());
      edits.replace(`"${NAME}"`, `"${NAME}" "a"`);
      expect(edits.replace(`"${NAME}" "a"`, `"${NAME}" "b"`)).toBe(true);
      edits.replace(`"${NAME}" "b"`, `"${NAME}" ${tear} "b"`);
      edits.replace(`"${NAME}" ${tear} "b"`, `"${NAME}"`);
    }
  });

  it('is one of the whole text where another server is torn', () => {
    const edits = new Edits(configOf());
    expect(edits.replace('"server-11"', '"server-11" "a"')).toBe(true);
    expect(edits.replace(NAME, `${NAME}1`)).toBe(false);
    expect(edits.replace(`"${NAME}1"`, `"${NAME}1" "b"`)).toBe(false);
    expect(edits.replace(`"${NAME}1" "b"`, `"${NAME}1" "bc"`)).toBe(false);
    expect(edits.replace(`"${NAME}1" "bc"`, `"${NAME}1"`)).toBe(false);
    expect(edits.replace('"server-11" "a"', '"server-11"')).toBe(true);
  });

  it('sees a quote of no use that another server of its line closes', () => {
    const line = JSON.stringify(JSON.parse(configOf())).replace('server-11', "server-11'");
    const edits = new Edits(line, { path: '/w/.mcp.json' });
    edits.replace(`"${NAME}"`, `"${NAME}" "a"`);
    expect(edits.replace(`"${NAME}" "a"`, `"${NAME}" ' "a"`)).toBe(false);
  });

  it('sees a credential that another server has as well, and one that is there no more', () => {
    const token = fake.githubToken();
    const facts: AnalyzeOptions['facts'] = {
      credentials: {
        hash: (value) => value,
        elsewhere: () => ({ places: [], count: 0, environments: [] }),
      },
    };
    const edits = new Edits(
      configOf((servers) => ({ ...servers, s9: { command: 'a', env: { TOKEN: token } } })),
      { ...CURSOR, facts },
    );
    expect(edits.replace(NAME, `${NAME}1`)).toBe(true);
    expect(edits.replace(`${NAME}1`, token)).toBe(false);
    expect(edits.watched.findings.map(({ rule }) => rule)).toContain('scattered-credential');
    expect(edits.replace(`"-y",\n        "${token}"`, '"-y", "x"')).toBe(false);
    expect(edits.watched.findings.map(({ rule }) => rule)).not.toContain('scattered-credential');
    // Two servers that are edited one after the other.
    expect(edits.replace('"server-11"', `"${fake.githubToken()}"`)).toBe(true);
    const other = edits.watched.followed?.part?.judged.credentials[0]?.place.text.value ?? '';
    expect(other).not.toBe('');
    expect(edits.replace('"server-12"', '"server-13a"')).toBe(true);
    expect(edits.replace('"server-13a"', `"${other}"`)).toBe(false);
    expect(edits.watched.findings.map(({ rule }) => rule)).toContain('scattered-credential');
  });

  it('sees for which system the paths of all servers are', () => {
    const edits = new Edits(
      configOf((servers) => ({
        ...servers,
        s2: { command: 'C:\\tools\\a.exe', args: ['somewhere'] },
        s5: { command: 'node', args: [NAME] },
      })),
      { path: '/w/.mcp.json' },
    );
    const wrappers = (): number =>
      edits.watched.findings.filter(({ rule }) => rule === 'missing-cmd-wrapper').length;
    expect(wrappers()).toBe(18);
    expect(
      edits.replace(`"node",\n      "args": [\n        "${NAME}"`, '"npx", "args": [ "a"'),
    ).toBe(true);
    expect(wrappers()).toBe(19);
    expect(edits.replace('"somewhere"', '"/home/me"')).toBe(false);
    expect(wrappers()).toBe(0);
    expect(edits.replace('"server-11"', '"server-11a"')).toBe(true);
    expect(edits.replace('"server-11a"', '"/opt/a"')).toBe(true);
  });

  it('counts what the list has no room for', () => {
    const edits = new Edits(configOf(), { ...CURSOR, facts: { mostFindings: 10 } });
    expect(said(edits.watched)).toHaveLength(11);
    expect(edits.replace(NAME, `${NAME}@1.2.3`)).toBe(true);
    expect(edits.watched.findings[0]?.message).toContain('9 more findings');
  });

  it('is one of the whole text where comments silence or a server is commented out', () => {
    const ignore = '// mcp-checklist-ignore unpinned-package -- it is ours';
    const edits = new Edits(configOf());
    expect(edits.replace(NAME, `${NAME}1`)).toBe(true);
    expect(edits.replace(`"${NAME}1"`, `${ignore}\n"${NAME}1"`)).toBe(false);
    expect(edits.replace(`"${NAME}1"`, `"${NAME}2"`)).toBe(false);
    expect(edits.replace(`${ignore}\n`, '')).toBe(false);
    expect(edits.replace(`"${NAME}2"`, `"${NAME}3"`)).toBe(true);
  });

  it('is one of the whole text in a small config, another format, and where it is no config', () => {
    const few = new Edits('{"mcpServers": {"a": {"command": "npx", "args": ["b"]}}}');
    expect(few.replace('"b"', '"bc"')).toBe(false);
    const toml = Array.from(
      { length: 20 },
      (_, index) => `[mcp_servers.s${index}]\ncommand = "c${index}"\n`,
    );
    const codex = new Edits(toml.join('\n'), { path: '/home/me/.codex/config.toml' });
    expect(codex.replace('"c7"', '"c77"')).toBe(false);
    const entries = Array.from({ length: 20 }, (_, index) => `s${index}: {cmd: "c${index}"}`);
    const goose = new Edits(`extensions: {${entries.join(', ')}}`, {
      path: '/home/me/.config/goose/config.yaml',
    });
    expect(goose.watched.whole?.config?.servers).toHaveLength(20);
    expect(goose.replace('"c7"', '"c77"')).toBe(false);
    const none = new Edits('{"a": 1}', { path: '/w/package.json' });
    expect(none.replace('1', '2')).toBe(false);
  });
});
