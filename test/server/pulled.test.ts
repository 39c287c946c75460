import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { isSameJson } from '../../server/lsp/features/same-json.ts';
import { seeded } from '../fake.ts';
import { connect, type TestClient } from './client.ts';
import { tokens, VSCODE, vscodeConfig } from './samples.ts';

const EDITS = 400;
const text = vscodeConfig(tokens.githubFineGrained());
const firstAt = text.indexOf('"@acme');
const lastAt = text.indexOf('http://');

/** An editor shows what it was told last, and moves it along with the text. */
class Editor {
  readonly #client: TestClient;
  #id: string | undefined;
  #items: readonly Diagnostic[] = [];
  #shown: { start: number; end: number; touched: boolean }[] = [];
  unchanged = 0;

  constructor(client: TestClient) {
    this.#client = client;
  }

  edit(start: number, end: number, text: string): void {
    const shift = text.length - (end - start);
    this.#shown = this.#shown.map((it) => {
      const isBehind = end < it.start;
      const touched = it.touched || (start <= it.end && end >= it.start);
      return {
        start: it.start + (isBehind ? shift : 0),
        end: it.end + (isBehind ? shift : 0),
        touched,
      };
    });
    this.#client.edit(VSCODE, start, end, text);
  }

  /** As if it had just come. */
  pullAnew(): Promise<'full' | 'unchanged'> {
    this.#id = undefined;
    return this.pull();
  }

  async pull(): Promise<'full' | 'unchanged'> {
    const report = await this.#client.pull(VSCODE, this.#id);
    this.#id = report.resultId;
    const document = this.#client.document(VSCODE);
    if (report.kind === 'unchanged') this.unchanged += 1;
    else {
      this.#items = report.items;
      this.#shown = report.items.map(({ range: { start, end } }) => ({
        start: document.offsetAt(start),
        end: document.offsetAt(end),
        touched: false,
      }));
    }
    return report.kind;
  }

  /** What is shown, and where: nothing of what was typed over. */
  get shown(): readonly Diagnostic[] {
    const document = this.#client.document(VSCODE);
    return this.#items.flatMap((it, nth) => {
      const { start, end, touched } = this.#shown[nth] ?? { start: 0, end: 0, touched: true };
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      return touched ? [] : { ...it, range };
    });
  }
}

async function opened(profile: 'neovim' | 'vscode' = 'neovim') {
  const client = await connect({ profile });
  client.open(VSCODE, text);
  const editor = new Editor(client);
  expect(await editor.pull()).toBe('full');
  return { client, editor };
}

describe('a client that says which diagnostics it has', () => {
  it('is not sent them again after an edit elsewhere', async () => {
    const { editor } = await opened('vscode');
    editor.edit(1, 1, ' ');
    expect(await editor.pull()).toBe('unchanged');
    editor.edit(1, 2, '');
    expect(await editor.pull()).toBe('unchanged');
    editor.edit(text.length, text.length, '\n\n');
    expect(await editor.pull()).toBe('unchanged');
  });

  it.each([
    ['above them a line comes', 1, 1, '\n'],
    ['in front of the first, in its line', firstAt - 1, firstAt - 1, ' '],
    ['one of them is typed in', firstAt + 3, firstAt + 3, 'x'],
    ['the last one goes', lastAt, lastAt + 'http'.length, 'https'],
  ])('is sent all of them where %s', async (_, start, end, typed) => {
    const { editor } = await opened();
    editor.edit(start, end, typed);
    expect(await editor.pull()).toBe('full');
  });

  it.each([
    ['touched one of them', firstAt + 3, 'x'],
    ['moved all of them', 1, '\n'],
  ])('is sent all of them after an edit that %s and was taken back', async (_, at, typed) => {
    const { editor } = await opened();
    editor.edit(at, at, typed);
    editor.edit(at, at + 1, '');
    expect(await editor.pull()).toBe('full');
  });

  it('is sent all of them after the whole text was sent', async () => {
    const { client, editor } = await opened();
    client.notify('textDocument/didChange', {
      textDocument: { uri: VSCODE, version: 2 },
      contentChanges: [{ text }],
    });
    expect(await editor.pull()).toBe('full');
  });

  it('is sent all of them where it names others, or none', async () => {
    const { client } = await opened();
    expect((await client.pull(VSCODE, 'others')).kind).toBe('full');
    expect((await client.pull(VSCODE)).kind).toBe('full');
  });

  it('always shows what one does that knows nothing', async () => {
    const { client, editor } = await opened();
    const chance = seeded(7);
    for (let nth = 0; nth < EDITS; nth += 1) {
      const { length } = client.document(VSCODE).getText();
      const start = chance.integer(0, length);
      const isCut = chance.integer(0, 3) === 0;
      editor.edit(
        start,
        isCut ? Math.min(length, start + chance.integer(1, 3)) : start,
        isCut ? '' : chance.pick([' ', ' ', '\n', 'x', '"', '// ']),
      );
      // Now and then the text is whole again, and several edits come at once.
      if (nth % 20 === 19) editor.edit(0, client.document(VSCODE).getText().length, text);
      if (chance.integer(0, 2) === 0) continue;
      await editor.pull();
      if (chance.integer(0, 2) > 0) continue;
      const { shown } = editor;
      await editor.pullAnew();
      expect(shown).toEqual(editor.shown);
    }
    expect(editor.unchanged).toBeGreaterThan(EDITS / 20);
  }, 60_000);
});

describe('two values', () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, 2], [2, 1], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j and %j', (a, b, same) => {
    expect(isSameJson(a, b)).toBe(same);
    expect(isSameJson(b, a)).toBe(same);
  });
});
