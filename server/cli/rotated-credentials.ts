import { resolve } from 'node:path';
import { textOf } from '../../rules/engine/summary.ts';
import type { CredentialMatch } from '../../rules/secrets/index.ts';
import { type SafeText, safe } from '../../rules/secrets/safe.ts';
import { groupedBy } from '../../rules/text/groups.ts';
import { rangesOf } from '../../rules/text/span.ts';
import { type CredentialPlace, placesOf } from '../workspace/rotation.ts';
import type { Judged } from './inspection.ts';
import { UsageError } from './io.ts';

/** A config that holds a credential. */
export interface Holder {
  readonly file: Judged;
  readonly places: readonly (CredentialPlace & { readonly line: number })[];
}

/** A credential with every config that holds it. */
export interface Known {
  readonly value: string;
  readonly label: SafeText;
  /** Of the variable that references name. */
  readonly name: string;
  readonly provider: string | undefined;
  readonly holders: readonly Holder[];
}

/** All credentials of these configs, each once. */
export function credentialsIn(files: readonly Judged[]): readonly Known[] {
  const found = files.flatMap((file) =>
    file.analysis.credentials
      .filter(({ verdict }) => verdict === 'credential')
      .map((match) => ({ file, match })),
  );
  return [...groupedBy(found, ({ match }) => textOf(match))].flatMap(([value, own]) => {
    const match = best(own.map((it) => it.match));
    if (!match) return [];
    const { label, provider } = match;
    const name = mostCommon(own.map((it) => it.match.suggestedName));
    const holders = [...new Set(own.map(({ file }) => file))].map((file) => ({
      file,
      places: withLines(file, placesOf(file.analysis, value, name)),
    }));
    return [{ value, label: safe.name(label), name, provider, holders }];
  });
}

/** The one that says most: whose provider is known. */
function best(all: readonly CredentialMatch[]): CredentialMatch | undefined {
  return all.find(({ provider }) => provider !== undefined) ?? all[0];
}

/** What most of its places call it; of two that do as often, the first. */
function mostCommon(names: readonly string[]): string {
  const counts = [...groupedBy(names, (it) => it)].map(([name, all]) => ({ name, n: all.length }));
  return counts.reduce((a, b) => (b.n > a.n ? b : a), { name: '', n: 0 }).name;
}

function withLines(
  { text }: Judged,
  places: readonly CredentialPlace[],
): readonly (CredentialPlace & { readonly line: number })[] {
  const ranges = rangesOf(
    text,
    places.map(({ span }) => span),
  );
  return places.map((it, index) => ({ ...it, line: (ranges[index]?.start.line ?? 0) + 1 }));
}

/**
 * The credential that a person means.
 *
 * @param at a file with a line, as reports print it; with a column where a line holds several
 * @returns undefined where nothing is said
 * @throws {UsageError} where none stands there, or several do
 */
export function chosenCredential(
  known: readonly Known[],
  at: string | undefined,
): Known | undefined {
  if (at === undefined) return undefined;
  const [, file = '', line = '', column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(at) ?? [];
  if (file === '') throw new UsageError('--at takes a file and a line, such as .mcp.json:5.');
  const there = known.flatMap((it) => {
    const holder = it.holders.find((other) => other.file.path === resolve(file));
    const places = holder?.places.filter((place) => place.line === Number(line)) ?? [];
    return holder && places.length > 0 ? [{ it, holder, places }] : [];
  });
  const meant =
    column === undefined
      ? there
      : there.filter(({ holder, places }) =>
          places.some(({ span }) => isAt(holder.file.text, span, Number(column))),
        );
  if (meant.length === 0) throw new UsageError(`no credential was found at ${at}.`);
  if (meant.length > 1)
    throw new UsageError(`several credentials stand at ${at}: add the column, as check prints it.`);
  return meant[0]?.it;
}

function isAt(text: string, span: CredentialPlace['span'], column: number): boolean {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  return span.start - lineStart < column && column - 1 <= span.end - lineStart;
}
