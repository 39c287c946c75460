import { expect, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { FIX_ALL } from '../../server/protocol.ts';
import { crowded, hostile, KINDS, LAYOUTS, leaked, linked, obeyed } from '../canary.ts';
import { connect, type TestClient } from './client.ts';

/** All kinds at every place take minutes; otherwise each file has one of its own. */
const all = process.env.MCP_CHECKLIST_CANARY === 'all';

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

/** What an editor shows of an action: its edits go into the file the values are from. */
function shownOf(action: object): string {
  return JSON.stringify(action, (key, value) => (key === 'edit' ? undefined : value));
}

/** One of JSON and one of TOML meet everything that is of the server; the others are of the parsers. */
const some = all ? LAYOUTS : LAYOUTS.filter(({ host }) => host === 'vscode' || host === 'codex');

test.each(some)(
  'text of $path stays text in all that the server sends',
  async (layout) => {
    const uri = `file:///repo/${layout.path}`;
    const text = hostile(layout);
    const client = await connect({
      folders: ['/repo'],
      options: { checklist: true, ignores: true },
      files: { [`/repo/${layout.path}`]: text },
    });
    const sinks = await everySink(client, uri, text);
    for (const [sink, sent] of Object.entries(sinks)) {
      // The name of a new variable goes into a file; the client makes text of it where it shows it.
      const output = sent
        .replace(/"moves":\[[^\]]*?\}\]/g, '')
        .replace(/"name":"[^"]*_TOKEN"/g, '');
      // What JSON writes as an escape is shown as what it stands for.
      const shown = output.replace(/\\u(00[0-9a-f]{2})/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      expect(obeyed(shown), sink).toBeUndefined();
      if (sink === 'hovers') expect(linked(output)).toBeUndefined();
    }
  },
  60_000,
);

test.each(some)(
  'no value is seen in what the server sends about $path',
  async (layout) => {
    const { host, path } = layout;
    const uri = `file:///repo/${path}`;
    const leaks: string[] = [];
    const own = KINDS[(LAYOUTS.indexOf(layout) * 2 + 1) % KINDS.length];
    for (const kind of all || !own ? KINDS : [own]) {
      const { text, values } = crowded(layout, kind);
      const client = await connect({
        folders: ['/repo'],
        options: { checklist: true, ignores: true },
        files: { [`/repo/${path}`]: text },
      });
      const sinks = await everySink(client, uri, text);
      expect(sinks.messages, 'somebody is told that there is no registry').toContain('registry');
      expect(client.checklists.at(-1)?.rows.length).toBe(values.size);
      for (const [sink, output] of Object.entries(sinks)) {
        for (const [place, value] of values) {
          const found = leaked(output, value);
          const at = output.indexOf(found ?? '');
          if (found)
            leaks.push(
              `${kind.name} in ${place}, ${host}: ${sink}: ${output.slice(at - 80, at + 80)}`,
            );
        }
      }
    }
    expect(leaks).toEqual([]);
  },
  120_000,
);

async function everySink(
  client: TestClient,
  uri: string,
  text: string,
): Promise<Record<string, string>> {
  client.open(uri, text);
  const sinks: Record<string, string> = {};
  const diagnostics = await client.diagnostics(uri);
  sinks.diagnostics = JSON.stringify(diagnostics);
  const actions = (await client.actions(uri, whole)) as CodeAction[];
  sinks['code actions'] = actions.map(shownOf).join('\n');
  sinks['fix all'] = (await client.actions(uri, whole, { only: [FIX_ALL] })).map(shownOf).join();
  const hovers = diagnostics.map(({ range }) =>
    client.hover(uri, client.document(uri).offsetAt(range.start)),
  );
  sinks.hovers = (await Promise.all(hovers)).join('\n');
  // Those that ask a registry end in a message.
  const asking = actions.filter((it) => !it.edit && it.data);
  for (const action of all ? asking : asking.slice(0, 20)) await client.resolve(action);
  await client.scan();
  await client.until(() => client.checklists.at(-1)?.configs === 1);
  sinks.checklist = JSON.stringify(client.checklists);
  sinks.messages = client.messages.join('\n');
  sinks.log = client.logs.join('\n');
  return sinks;
}
