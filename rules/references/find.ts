import type { Reference, SyntaxId } from './syntax.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What else a shell writes behind a colon is no default. */
const WITH_DEFAULT = /^([A-Za-z_][A-Za-z0-9_]*(?=:-)|[A-Z_][A-Z0-9_]*)(:-|:(?![=?+]))/;
const NAME_AT = /[A-Za-z_][A-Za-z0-9_]*/y;
/** `${workspaceFolder:api}` is a folder of several; `${workspaceFolder:-.}` is a variable with a default. */
const VSCODE_VARIABLE =
  /^(?:workspaceFolder|workspaceFolderBasename|workspaceRoot|userHome|__dirname|pathSeparator|\/|cwd|execPath|defaultBuildTask|selectedText|lineNumber|extensionInstallFolder|file[A-Za-z]*|relativeFile[A-Za-z]*)(?::(?!-)|$)|^(?:config|command):/;

/** Whether a name is one that VS Code and editors made of it fill in. */
export function isEditorVariable(name: string): boolean {
  return VSCODE_VARIABLE.test(name);
}

/** Secret URIs of 1Password, Vault, Azure, AWS, Google and other managers; `bws:` and `keychain:` are used as well. */
const SECRET_URI =
  /(?:op|vault|keyvault|azurekeyvault|awssm|awsps|aws-sm|gcpsm|gcp-sm|sm|secretsmanager|keychain|keyring|bws|doppler|infisical|pass|sops|ref\+[a-z0-9]+):\/\/[^\s"'`<>]+/y;
/** Where a reference may begin: at other places there is nothing to be looked for. */
const NEXT = new RegExp(`[$\`{%]|(?<![A-Za-z0-9+.-])${SECRET_URI.source}`, 'g');

/**
 * Finds every reference in a string, in any host's syntax, in one pass over it.
 *
 * @param value the decoded string
 * @returns references that do not overlap, in order
 */
export function findReferences(value: string): readonly Reference[] {
  if (!MAY_HOLD_ONE.test(value)) return NONE;
  const found: Reference[] = [];
  NEXT.lastIndex = 0;
  for (let next = NEXT.exec(value); next; next = NEXT.exec(value)) {
    const reference = referenceAt(value, next.index);
    if (reference) found.push(reference);
    NEXT.lastIndex = reference ? reference.end : next.index + 1;
  }
  return found.length === 0 ? NONE : found;
}

/** Most strings hold nothing of the kind, and this look is all they cost. */
const MAY_HOLD_ONE = /[$`{%]|:\/\//;
const NONE: readonly Reference[] = [];

/** No reference is longer; without a bound, openings that nothing closes would take quadratic time. */
const LONGEST = 4096;

function endOf(value: string, token: string, from: number): number {
  const offset = value.slice(from, from + LONGEST).indexOf(token);
  return offset < 0 ? -1 : from + offset;
}

function referenceAt(value: string, start: number): Reference | undefined {
  switch (value[start]) {
    case '$':
      return dollar(value, start);
    case '{':
      return curly(value, start);
    case '%':
      return percent(value, start);
    case '`': {
      const end = endOf(value, '`', start + 1);
      return end < 0 ? undefined : { syntax: 'command', name: '', start, end: end + 1 };
    }
    default:
      return secretUri(value, start);
  }
}

function dollar(value: string, start: number): Reference | undefined {
  const next = value[start + 1];
  if (next === '{') {
    if (value[start + 2] === '{') return expression(value, start);
    const close = endOf(value, '}', start + 2);
    return close < 0 ? undefined : braced(value.slice(start + 2, close), start, close + 1);
  }
  if (next === '(') {
    const close = endOf(value, ')', start + 2);
    return close < 0 ? undefined : { syntax: 'command', name: '', start, end: close + 1 };
  }
  return bare(value, start);
}

function expression(value: string, start: number): Reference | undefined {
  const close = endOf(value, '}}', start + 3);
  if (close < 0) return undefined;
  const name =
    value
      .slice(start + 3, close)
      .trim()
      .split('.')
      .at(-1) ?? '';
  return { syntax: 'expression', name, start, end: close + 2 };
}

/** `${body}`: the body tells whose syntax it is. */
function braced(body: string, start: number, end: number): Reference | undefined {
  const make = (syntax: SyntaxId, name: string): Reference => ({ syntax, name, start, end });
  if (body.startsWith('input:')) return make('input', body.slice(6));
  if (body.startsWith('env:')) return make('env-colon', body.slice(4));
  if (body.startsWith('env.')) return make('env-dot', body.slice(4));
  if (body.startsWith('file:')) return make('file-colon', body.slice(5));
  if (body.startsWith('cmd:')) return make('command', '');
  if (body.startsWith('user_config.')) return make('user-config', body.slice(12));
  if (body.startsWith('process.env.')) return make('mistaken', body.slice(12));
  if (VSCODE_VARIABLE.test(body)) return make('vscode-variable', body);
  if (NAME.test(body)) return make('brace', body);
  const [, named = '', mark = ''] = WITH_DEFAULT.exec(body) ?? [];
  if (mark === '') return undefined;
  const fallback = { start: start + 2 + named.length + mark.length, end: end - 1 };
  return { ...make(mark === ':' ? 'colon-default' : 'brace-default', named), fallback };
}

/**
 * `$NAME`, `$env:NAME`, `$input:id`. A dollar sign inside a password is not one: the name has to be written
 * in capitals and to start where a value starts.
 */
function bare(value: string, start: number): Reference | undefined {
  const before = value[start - 1];
  if (before !== undefined && /[A-Za-z0-9$]/.test(before)) return undefined;
  NAME_AT.lastIndex = start + 1;
  const name = NAME_AT.exec(value)?.[0];
  if (!name) return undefined;
  const end = start + 1 + name.length;
  if ((name === 'env' || name === 'input') && value[end] === ':') {
    const rest = /^[A-Za-z0-9_-]+/.exec(value.slice(end + 1, end + 129))?.[0];
    return rest ? { syntax: 'mistaken', name: rest, start, end: end + 1 + rest.length } : undefined;
  }
  const whole = start === 0 && end === value.length;
  if (!whole && name !== name.toUpperCase()) return undefined;
  return name.length < 2 ? undefined : { syntax: 'dollar', name, start, end };
}

function curly(value: string, start: number): Reference | undefined {
  if (value[start + 1] === '{') {
    const close = endOf(value, '}}', start + 2);
    if (close < 0) return undefined;
    const name = value.slice(start + 2, close).trim();
    return /^[\w.:-]{1,128}$/.test(name)
      ? { syntax: 'mustache', name, start, end: close + 2 }
      : undefined;
  }
  const syntax = value.startsWith('{env:', start)
    ? 'curly-env'
    : value.startsWith('{file:', start)
      ? 'curly-file'
      : undefined;
  if (!syntax) return undefined;
  const close = endOf(value, '}', start);
  if (close < 0) return undefined;
  return { syntax, name: value.slice(value.indexOf(':', start) + 1, close), start, end: close + 1 };
}

function percent(value: string, start: number): Reference | undefined {
  NAME_AT.lastIndex = start + 1;
  const name = NAME_AT.exec(value)?.[0];
  if (!name || name.length < 2 || value[start + 1 + name.length] !== '%') return undefined;
  return { syntax: 'percent', name, start, end: start + name.length + 2 };
}

function secretUri(value: string, start: number): Reference | undefined {
  SECRET_URI.lastIndex = start;
  const found = SECRET_URI.exec(value)?.[0];
  return found
    ? { syntax: 'secret-uri', name: found, start, end: start + found.length }
    : undefined;
}
