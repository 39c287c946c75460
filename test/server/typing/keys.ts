import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze } from '../../../rules/index.ts';
import { WholeSight } from '../../../server/lsp/typing/sight.ts';
import { type Shown, Steady } from '../../../server/lsp/typing/steady.ts';
import { Template } from '../../rules/template.ts';

const URI = 'file:///w/config';
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"' };

export interface Typed {
  readonly name: string;
  readonly host: string;
  readonly text: string;
}

/** What an editor does for one key: it replaces a part of the text. */
export interface Key {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The keys of somebody who types a text from its start to its end, in an editor that closes quotes and brackets by itself
 * and lets them be typed over, or in one that does neither.
 */
export function* keysOf(text: string, closes: boolean): Generator<Key> {
  /** What the editor has put in behind the caret. */
  const ahead: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const key = text[at] ?? '';
    const isEscaped = inString && text[at - 1] === '\\' && text[at - 2] !== '\\';
    if (closes && !isEscaped && ahead[0] === key && (!inString || key === '"')) {
      ahead.shift();
      inString = false;
      yield { start: at, end: at + 1, text: key };
      continue;
    }
    const closing = closes && !inString ? CLOSING[key] : undefined;
    if (closing) ahead.unshift(closing);
    if (key === '"' && closing) inString = true;
    yield { start: at, end: at, text: key + (closing ?? '') };
  }
  // What is left over is deleted: a text that has no closing bracket of its own.
  if (ahead.length > 0) yield { start: text.length, end: text.length + ahead.length, text: '' };
}

/** A document that is typed in, judged after every key as the server judges it. */
export class Desk {
  readonly steady = new Steady();
  readonly document = TextDocument.create(URI, 'plaintext', 1, '');
  readonly #host: string;

  constructor(host: string, text = '') {
    this.#host = host;
    this.#change({ start: 0, end: 0, text });
    this.pause();
  }

  press(key: Key): Shown {
    this.#change(key);
    return this.look();
  }

  look(): Shown {
    const analysis = analyze(this.document.getText(), { host: this.#host });
    return this.steady.of(URI, new WholeSight(analysis));
  }

  pause(): Shown {
    this.look();
    this.steady.leave(URI, undefined);
    return this.look();
  }

  #change({ start, end, text }: Key): void {
    const { document } = this;
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const change: TextDocumentContentChangeEvent = { range, text };
    this.steady.change(document, change, true);
    TextDocument.update(document, [change], document.version + 1);
  }
}

/** What is said, and where: what stands before the caret stays there while somebody types on. */
export function saidIn({ findings }: Pick<Shown, 'findings'>): readonly string[] {
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ rule, at }) => `${rule} at ${at.span.start}`);
}

/** Configs as their hosts write them, then such as something is wrong with. */
export function configsToType(): readonly Typed[] {
  const hosts = join(import.meta.dirname, '../../rules/hosts/fixtures');
  const rules = join(import.meta.dirname, '../../fixtures/config');
  const [ofHosts, ofRules] = [hosts, rules].map((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .sort()
      .map((path) => ({ path, file: join(folder, path) })),
  );
  const read = (name: string, host: string, file: string): Typed => {
    return { name, host, text: new Template(readFileSync(file, 'utf8')).text };
  };
  return [
    ...(ofHosts ?? []).flatMap(({ path, file }) => {
      const host = /^([\w-]+)\/config\.\w+$/.exec(path)?.[1];
      return host ? [read(path, host, file)] : [];
    }),
    ...(ofRules ?? []).flatMap(({ path, file }) => {
      const host = /\/bad-[\w-]+\/input\.([\w-]+)\.\w+$/.exec(path)?.[1];
      return host ? [read(path, host, file)] : [];
    }),
  ];
}
