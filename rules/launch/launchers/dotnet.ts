import { flagTable, readScattered } from '../flags.ts';
import type { Pinning } from '../launch.ts';
import { isPath, specOf } from '../packages/spec.ts';
import { partOf, within } from '../word.ts';
import type { Launcher } from './launcher.ts';

const table = flagTable(
  [
    '--version',
    '-s --source',
    '--add-source',
    '--configfile',
    '-v --verbosity',
    '-f --framework',
    '--tool-manifest',
  ],
  [
    '-y --yes',
    '--prerelease',
    '--allow-roll-forward',
    '--ignore-failed-sources',
    '--disable-parallel',
    '--no-http-cache',
    '--no-cache',
    '--interactive',
    '-g --global',
    '--local',
  ],
);

/** A tool of NuGet, in the SDK of .NET 10. Its flags may follow the package; a `--` ends them. */
export const dotnet: Launcher = {
  id: 'dotnet',
  names: [
    'dnx',
    'dotnet dnx',
    'dotnet tool exec',
    'dotnet tool execute',
    'dotnet tool install',
    'dotnet tool update',
  ],
  registries: ['--source', '--add-source'],
  sources: ['https://learn.microsoft.com/dotnet/core/tools/dotnet-tool-exec'],
  read({ words }) {
    const { flags, others, rest } = readScattered(words, table, true);
    const [first, ...more] = others;
    const args = [...more, ...rest];
    if (!first || first.value.startsWith('-') || isPath(first.value)) {
      return { flags, packages: [], starts: { kind: 'nothing', args: [...others, ...rest] } };
    }
    const whole = partOf(first);
    const at = whole.value.indexOf('@');
    const name = at < 0 ? whole.value : whole.value.slice(0, at);
    const version = flags.findLast((flag) => flag.name === '--version')?.value;
    const written = version?.value ?? (at < 0 ? '' : whole.value.slice(at + 1));
    const server = specOf({
      ecosystem: 'nuget',
      name,
      version: written,
      pinning: nugetPinning(written),
      // A version of its own is what has to change.
      whole: version ?? whole,
      named: within(whole, 0, name.length),
      pinned: version ? (exact) => exact : (exact) => `${name}@${exact}`,
    });
    return { flags, packages: [server], server, starts: { kind: 'package', name, args } };
  },
};

/** The tool commands take a plain version, of one to four numbers, as that version; `[1.2.3]` is the same. */
function nugetPinning(version: string): Pinning {
  if (version === '') return 'none';
  if (/^\[?\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?\]?$/.test(version))
    return 'exact';
  return /[*,[\]()]/.test(version) ? 'range' : 'tag';
}
