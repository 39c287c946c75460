import { expect, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { FIX_ALL } from '../../server/protocol.ts';
import { crowded, KINDS, LAYOUTS, leaked } from '../canary.ts';
import { connect } from './client.ts';

/** All kinds at every place take minutes; otherwise each file has one of its own. */
const all = process.env.MCP_CHECKLIST_CANARY === 'all';

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

/** What an editor shows of an action: its edits go into the file the values are from. */
function shownOf(action: object): string {
  return JSON.stringify(action, (key, value) => (key === 'edit' ? undefined : value));
}

test.each(LAYOUTS)(
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
      client.open(uri, text);
      const sinks: Record<string, string> = {};
      const diagnostics = await client.diagnostics(uri);
      sinks.diagnostics = JSON.stringify(diagnostics);
      const actions = (await client.actions(uri, whole)) as CodeAction[];
      sinks['code actions'] = actions.map(shownOf).join('\n');
      sinks['fix all'] = (await client.actions(uri, whole, { only: [FIX_ALL] }))
        .map(shownOf)
        .join();
      const hovers = diagnostics.map(({ range }) =>
        client.hover(uri, client.document(uri).offsetAt(range.start)),
      );
      sinks.hovers = (await Promise.all(hovers)).join('\n');
      // Those that ask a registry end in a message.
      for (const action of actions.filter((it) => !it.edit && it.data))
        await client.resolve(action);
      await client.scan();
      await client.until(() => client.checklists.at(-1)?.configs === 1);
      sinks.checklist = JSON.stringify(client.checklists);
      sinks.messages = client.messages.join('\n');
      sinks.log = client.logs.join('\n');
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
