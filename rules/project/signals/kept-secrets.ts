import { type Call, type Expression, lastName, pathOf, visit } from '../../source/expressions.ts';
import type { SourceFunction } from '../../source/model.ts';
import type { CallSite } from '../code/sites.ts';
import { resolve } from '../names/resolve.ts';
import { valueAt } from '../names/targets.ts';
import type { Code } from './code.ts';

/** A credential that is written to a file with the rights that everybody gets. */
export interface OpenFile {
  readonly site: CallSite;
  /** Go: the mode that is written down. */
  readonly mode?: Expression;
}

const NAMED =
  /(?:^|[^a-z])(?:tokens?|credentials?|secrets?|oauth|auth)(?:_?(?:file|path|cache|store|json))?(?:[^a-z]|$)|(?:Token|Credential|Secret)s?(?:File|Path|Cache|Store)/;
/** Texts about tokens, no tokens: templates, examples, what somebody may read. */
const OTHERS =
  /example|sample|template|readme|\.md\b|\.html\b|max_?tokens|tokenizer|token_?count|usage/i;

/** Files that are called after a token or credential, where they are written. */
export function tokenFiles(code: Code): readonly CallSite[] {
  return code
    .calls(
      /^(?:fs\.|fsp\.|fs\.promises\.|fsPromises\.)?writeFile(?:Sync)?$|^os\.WriteFile$|^open$|^Deno\.writeTextFile(?:Sync)?$/,
    )
    .filter((site) => {
      const [file] = site.call.args;
      const names = file ? namesOf(code, site, file.value) : '';
      if (!NAMED.test(names) || OTHERS.test(names)) return false;
      return (
        site.module.language !== 'python' ||
        opensToWrite(site.call) ||
        site.call.args.some(({ name }) => name === 'opener')
      );
    });
}

/** Files that are called after a token or credential, written with the mode everybody gets. */
export function openFiles(code: Code): readonly OpenFile[] {
  return tokenFiles(code).flatMap((site): readonly OpenFile[] => {
    const { call, module, scope } = site;
    const [, second, options] = call.args;
    if (narrows(scope)) return [];
    if (module.language === 'go') {
      const mode = options?.value;
      return mode?.kind === 'literal' && isOpen(mode) ? [{ site, mode }] : [];
    }
    if (module.language === 'python') return opensToWrite(call) ? [{ site }] : [];
    if (!second) return [];
    const target = options && resolve(code.project.sources, valueAt(options.value, module, scope));
    const known =
      !target || (target.kind === 'value' && /^(?:object|text)$/.test(target.expression.kind));
    const moded =
      target?.kind === 'value' &&
      target.expression.kind === 'object' &&
      target.expression.properties.some(({ key, spread }) => key === 'mode' || spread);
    return known && !moded ? [{ site }] : [];
  });
}

/** Rights for others than the owner: `0o644`, which Go also writes `0644`. */
function isOpen({ value }: Extract<Expression, { kind: 'literal' }>): boolean {
  return value !== 0o600 && value !== 600 && value !== 0o400 && value !== 400;
}

/** `open(path, "w")`, with nobody who says with which rights. */
function opensToWrite({ args }: Call): boolean {
  const mode = args.find(({ name }) => name === 'mode')?.value ?? args[1]?.value;
  return (
    mode?.kind === 'text' && /^[wx]/.test(mode.value) && !args.some(({ name }) => name === 'opener')
  );
}

/** Whether the function sees to the rights itself: `chmod`, `umask`. */
function narrows({ events }: SourceFunction): boolean {
  return events.some((event) => {
    let found = false;
    const value = 'value' in event ? event.value : undefined;
    if (value)
      visit(value, (part) => {
        if (part.kind === 'call')
          found ||= /^(?:chmod\w*|fchmod|umask|Chmod)$/.test(lastName(part.callee));
      });
    return found;
  });
}

/** What a path is called, and what it is made of where that is near. */
function namesOf(code: Code, { module, scope }: CallSite, expression: Expression): string {
  const names: string[] = [];
  const add = (root: Expression): void =>
    visit(root, (part) => {
      if (part.kind === 'text') names.push(part.value);
      else if (part.kind === 'id' || part.kind === 'member')
        names.push(pathOf(part) ?? lastName(part));
      else if (part.kind === 'template')
        names.push(...part.parts.filter((piece): piece is string => typeof piece === 'string'));
      return part.kind !== 'member';
    });
  add(expression);
  if (expression.kind === 'id') {
    const target = resolve(code.project.sources, valueAt(expression, module, scope));
    if (target.kind === 'value') add(target.expression);
  }
  return names
    .join(' ')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Ciphers that keep a secret, and tell nobody when it was changed. */
export function openCiphers(code: Code): readonly CallSite[] {
  const calls = code.calls(
    /(?:^|\.)(?:createCipher|createCipheriv|NewCBCEncrypter|NewCTR|NewCFBEncrypter|NewOFB)$|(?:^|\.)modes\.(?:CBC|ECB|CTR|CFB|OFB)$|(?:^|\.)AES\.new$/,
  );
  return calls.filter((site) => {
    const { call, name, scope, module } = site;
    if (
      /mac|hmac|sign|tag/i.test(namesIn(scope)) ||
      /wechat|weixin|wecom|lark|feishu|dingtalk/i.test(module.path)
    )
      return false;
    if (/decrypt|decipher/i.test(scope.name)) return false;
    if (/decryptor/.test(namesIn(scope)) && !/encryptor/.test(namesIn(scope))) return false;
    if (name === 'createCipheriv') {
      const given = call.args[0]?.value;
      const target = given && resolve(code.project.sources, valueAt(given, module, scope));
      const text =
        target?.kind === 'value' && target.expression.kind === 'text'
          ? target.expression.value
          : '';
      return /-(?:cbc|ecb|ctr|cfb\d*|ofb)$/i.test(text);
    }
    if (name === 'new')
      return call.args.some(({ value }) => /^MODE_(?:CBC|ECB|CTR|CFB|OFB)$/.test(lastName(value)));
    return true;
  });
}

/** The names of what a function calls. */
function namesIn({ events }: SourceFunction): string {
  const names: string[] = [];
  for (const event of events) {
    const value = 'value' in event ? event.value : undefined;
    if (value)
      visit(value, (part) => {
        if (part.kind === 'call') names.push(lastName(part.callee));
      });
  }
  return names.join(' ');
}
