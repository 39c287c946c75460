import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { pagesOf } from '../../../rules/catalog/pages.ts';
import { count } from '../../../rules/secrets/count.ts';
import { safe } from '../../../rules/secrets/safe.ts';
import { type Rotated, rotate } from '../../workspace/rotation.ts';
import { boundaryOf } from '../boundary.ts';
import { inspect } from '../inspect.ts';
import { ExitCode, type Io, UsageError } from '../io.ts';
import { type CommonOptions, inspectOptions, withCommonOptions } from '../options.ts';
import {
  chosenCredential,
  credentialsIn,
  type Holder,
  type Known,
} from '../rotated-credentials.ts';
import { SAFE_PLACE, saveSecrets } from '../saved-secrets.ts';
import { writeDown } from '../write-down.ts';
import { type Change, writeFixed } from './write-fixed.ts';

interface Options extends CommonOptions {
  readonly at?: string;
  readonly newValue?: boolean;
  readonly reference?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly saveSecrets: string;
  readonly attest?: boolean;
}

export function addRotate(program: Command, io: Io): void {
  withCommonOptions(program.command('rotate'))
    .description('Replace one credential in every config it stands in, and time that.')
    .option('--at <file:line>', 'a place of it, as check prints it; without it, all are listed')
    .option('--reference', 'put a reference in its place, wherever something looks one up')
    .option('--new-value', 'ask for the new value, or read it from the standard input')
    .option('--dry-run', 'only say what would be replaced')
    .option('--yes', 'do not ask')
    .option('--save-secrets <file>', 'where to keep what goes out of configs', SAFE_PLACE)
    .option('--attest', 'write the time down in .mcp-checklist.json, for item 4 of the checklist')
    .action(async (paths: string[], options: Options) => {
      if (options.stdinPath !== undefined) throw new UsageError('rotate changes files: name them.');
      const started = performance.now();
      const asked = await inspectOptions(io, paths, options);
      const { collected } = await inspect(io, asked, (it) =>
        it.analysis.credentials.length > 0 ? it : undefined,
      );
      const known = credentialsIn(collected);
      const chosen = chosenCredential(known, options.at);
      if (!chosen) return list(io, known);
      if (!options.reference && !options.newValue)
        throw new UsageError('say what takes its place: --reference, --new-value, or both.');
      io.exitWith(await run(io, paths, options, chosen, started));
    });
}

function list(io: Io, known: readonly Known[]): void {
  if (known.length === 0) io.out('No credential stands here in plain text.\n');
  for (const { label, name, holders } of known) {
    const places = holders.flatMap((it) => it.places);
    const where = `${count(places.length, 'place')} in ${count(holders.length, 'file')}`;
    io.out(`${label} (${name}): ${where}\n`);
    for (const { file, places: own } of holders)
      for (const { line, server } of own) io.out(`  ${safe.text(file.shown)}:${line} ${server}\n`);
  }
  if (known.length > 0)
    io.out('Replace one: rotate --at <file:line> --reference or --new-value.\n');
}

async function run(
  io: Io,
  paths: readonly string[],
  options: Options,
  known: Known,
  started: number,
): Promise<number> {
  const fresh = options.newValue && !options.dryRun ? await newValue(io, known) : undefined;
  const to = options.reference ? 'reference' : 'value';
  const rotated: { readonly holder: Holder; readonly fixed: Rotated }[] = [];
  for (const holder of known.holders) {
    const { value, name } = known;
    const rotation = { value, name, to, fresh, without: new Set<string>() } as const;
    const fixed = await rotate(holder.file.text, (it) => holder.file.file.judge(it), rotation);
    rotated.push({ holder, fixed });
  }
  const places = rotated.reduce((sum, { fixed }) => sum + fixed.done, 0);
  const changing = rotated.filter(({ fixed }) => fixed.text !== '' && fixed.done > 0);
  preview(io, known, rotated, to);
  if (options.dryRun) return places > 0 ? ExitCode.findings : ExitCode.clean;
  if (places === 0) return ExitCode.usage;
  if (!options.yes && (await io.ask('Replace?')) !== true) {
    io.out('Nothing was changed. "--yes" does not ask.\n');
    return ExitCode.usage;
  }
  if (fresh !== undefined) await keepOld(io, known, options.saveSecrets);
  const changes: Change[] = [];
  for (const { holder, fixed } of changing) {
    const { path, shown, text, file } = holder.file;
    const boundary = await boundaryOf(path, file.known.facts.folder);
    changes.push({ path, shown, boundary, before: text, fixed, taken: fixed.taken });
  }
  if (!(await writeFixed(io, changes, options.saveSecrets))) return ExitCode.usage;
  const took = spoken(performance.now() - started);
  const said = `replaced in ${count(places, 'place')} of ${count(changes.length, 'file')}, in ${took}`;
  io.out(`The ${known.label} is ${said}.\n`);
  const { revoke } = pagesOf(known.provider, known.label);
  io.out(`Start the servers again, then revoke the old one${revoke ? `: ${revoke}` : ''}.\n`);
  const left = rotated.reduce((sum, { fixed }) => sum + fixed.left, 0);
  if (left > 0) io.err(`mcp-checklist: it still stands in ${count(left, 'place')}.\n`);
  const attested =
    !options.attest || (await attest(io, paths, options, changing, `rotated: ${said}`));
  return left > 0 || !attested ? ExitCode.usage : ExitCode.clean;
}

async function newValue(io: Io, { label, value }: Known): Promise<string> {
  const fresh = (await io.secret(`The new ${label}: `)).trim();
  if (fresh === '') throw new UsageError('the new value is empty.');
  if (fresh === value) throw new UsageError('the new value is the old one.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no credential has one, a wrong file has many
  if (/[\u0000-\u001f]/.test(fresh)) throw new UsageError('the new value is more than one line.');
  return fresh;
}

function preview(
  io: Io,
  { label, holders }: Known,
  rotated: readonly { readonly holder: Holder; readonly fixed: Rotated }[],
  to: 'reference' | 'value',
): void {
  const places = holders.reduce((sum, it) => sum + it.places.length, 0);
  io.out(`${label}: ${count(places, 'place')} in ${count(holders.length, 'file')}\n`);
  for (const { holder } of rotated)
    for (const { line, server, reference, settable } of holder.places) {
      const does = to === 'value' ? (settable ? 'Write the new value' : undefined) : reference;
      const what = does ?? 'stays: do this one by hand';
      io.out(`  ${safe.text(holder.file.shown)}:${line} ${server}: ${what}\n`);
    }
}

/** The new one may turn out to be the wrong one. */
async function keepOld(io: Io, { holders, name, value }: Known, place: string): Promise<void> {
  const path = holders[0]?.file.shown ?? '';
  const old = `${name}_OLD`;
  await saveSecrets(resolve(place), [{ path, name: old, value }]);
  io.out(
    `The old value is in ${safe.text(place)} as ${safe.name(old)}: delete it once it is revoked.\n`,
  );
}

function spoken(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** What the servers are now: another argument makes another one. */
async function attest(
  io: Io,
  paths: readonly string[],
  options: Options,
  changed: readonly { readonly holder: Holder }[],
  note: string,
): Promise<boolean> {
  const quiet = { ...io, err: () => undefined };
  const inspection = await inspect(quiet, await inspectOptions(io, paths, options));
  let complete = true;
  for (const { holder } of changed) {
    const { path } = holder.file;
    const now = inspection.evidence.find((it) => resolve(it.path) === path)?.servers ?? [];
    for (const { name: server, fingerprint } of now) {
      if (!holder.places.some((it) => it.server === server)) continue;
      const seen = { item: 'production/4', path, server, fingerprint, note } as const;
      complete = (await writeDown(io, inspection, seen)) && complete;
    }
  }
  return complete;
}
