import type { Finding, Lookup } from '../../../rules/findings/finding.ts';
import { inspect } from '../inspect.ts';
import type { Io } from '../io.ts';
import { type CommonOptions, inspectOptions } from '../options.ts';
import { judgeProjects } from '../projects.ts';
import type { Summary } from '../report.ts';
import { withProjects } from './check.ts';

interface Options extends CommonOptions {
  readonly network?: boolean;
  readonly server?: readonly string[];
}

/** Everything that is left, in configs and in source. */
export async function lookAgain(io: Io, paths: readonly string[], options: Options) {
  const asked = await inspectOptions(io, paths, options);
  let pins = 0;
  const configs = await inspect(io, asked, ({ analysis }) => {
    pins += analysis.findings.filter(isPinnable).length;
  });
  if (isAboutConfigs(options)) return { pins, after: configs };
  const { policyOf, manifestsIn } = configs;
  const known = { ...asked, policyOf, manifestsIn };
  const source = await judgeProjects(io, paths, known, () => undefined);
  return { pins, after: withProjects(configs, source) };
}

/** What is safe is often little: whoever asked hears how much waits for them. */
export function sayWhatIsLeft(
  io: Io,
  { error, warning, information, hint }: Summary,
  pins: number,
  { network }: Options,
): void {
  const left = error + warning + information + hint;
  if (left === 0) return;
  const need = left === 1 ? '1 finding needs' : `${left} findings need`;
  io.out(`${need} a look: "fix --all" shows its changes first, "check" lists them.\n`);
  if (pins === 0 || network === true) return;
  const unnamed = pins === 1 ? '1 of them names' : `${pins} of them name`;
  io.out(`${unnamed} no version: "fix --network" writes down what npx fetches today.\n`);
}

/** Whether what starts today can be written down, once the registry says what that is. */
function isPinnable({ fixes, suppressed }: Finding): boolean {
  const lookup = fixes.find(({ kind }) => kind === 'safe')?.lookup;
  return suppressed === null && lookup !== undefined && isFetchedAnew(lookup);
}

/** Options that only configs have: then nobody asks for projects. */
export function isAboutConfigs({ host, user, server }: Options): boolean {
  return (host ?? user ?? server) !== undefined;
}

/** What npx asks its registry about at every start: written down, the answer of today starts the same. */
export function isFetchedAnew({ ecosystem, launcher, spec }: Lookup): boolean {
  return (
    ecosystem === 'npm' && /^(?:npx|npm-exec)$/.test(launcher ?? '') && !/[\d*<>=^~]/.test(spec)
  );
}
