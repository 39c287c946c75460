import { provider as entryOf, type ProviderId } from '../catalog/providers.ts';
import { wordsOf } from './name.ts';

/** Names that fit every service alike. */
const GENERIC = new Set(
  'api key token secret access auth authorization password pass pwd apikey bearer x header headers value code sig cookie goog credential credentials client oauth'.split(
    ' ',
  ),
);
const ADDRESS = new Set('url uri dsn connection string conn database db'.split(' '));

const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * A name for the variable or input that shall hold a credential: from the name it goes by, or else from who issued it
 * and what it is.
 *
 * @returns capitals, digits and underscores, beginning with a letter
 */
export function suggestName(name: string, label: string, provider: ProviderId | undefined): string {
  const isPassword = label.startsWith('password in');
  if (!isPassword && name.length <= 64 && VARIABLE.test(name)) return name;
  const words = wordsOf(name).filter((word, index) => !(index === 0 && word === 'x'));
  if (isPassword) {
    const owner = words.filter((word) => !ADDRESS.has(word) && !GENERIC.has(word));
    return toName([
      ...(owner.length > 0 ? owner : [/connection/.test(label) ? 'database' : 'http']),
      'password',
    ]);
  }
  const isGeneric = words.every((word) => GENERIC.has(word) || ADDRESS.has(word));
  if (!isGeneric) return toName(words);
  const issued = provider && entryOf(provider).names[0];
  if (issued && !/webhook/i.test(label)) return issuedName(issued);
  if (words.includes('authorization') || words.every((word) => ADDRESS.has(word))) {
    if (/password/.test(label)) return 'PASSWORD';
    if (/key/i.test(label)) return 'API_KEY';
    return /webhook/i.test(label) ? toName([...wordsOf(label), 'url']) : 'API_TOKEN';
  }
  return toName(words);
}

/** Whether a suggested name says nothing about the service, so that the server's name should stand before it. */
export function isGenericName(name: string): boolean {
  return name
    .toLowerCase()
    .split('_')
    .every((word) => GENERIC.has(word) || word === 'http' || word === 'database');
}

/** Puts the name of a server before a name. */
export function qualifyName(server: string, name: string): string {
  const words = wordsOf(server).filter((word) => word !== 'mcp' && word !== 'server');
  return words.length === 0 || words.length > 4 ? name : toName([...words, name]);
}

/** The catalog's names as variables: few, and asked for again and again. */
const issuedNames = new Map<string, string>();

function issuedName(name: string): string {
  const known = issuedNames.get(name) ?? toName(wordsOf(name));
  issuedNames.set(name, known);
  return known;
}

function toName(words: readonly string[]): string {
  const joined = words
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '');
  return /^[A-Z]/.test(joined) ? joined.slice(0, 64) : `KEY_${joined}`.slice(0, 64);
}
