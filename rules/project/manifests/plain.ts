import {
  type Dependency,
  type Ecosystem,
  emptyManifest,
  type Given,
  type Manifest,
} from './manifest.ts';
import { requirementName } from './pyproject.ts';

/** The first group of every match of a pattern. */
function all(text: string, pattern: RegExp, group = 1): readonly Given[] {
  return [...text.matchAll(pattern)].map((found) => {
    const value = found[group] ?? '';
    const start = found.index + found[0].indexOf(value);
    return { value, at: { start, end: start + value.length } };
  });
}

function first(text: string, pattern: RegExp): Given | undefined {
  return all(text, new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))[0];
}

function dependencies(given: readonly Given[], ecosystem: Ecosystem): readonly Dependency[] {
  return given.map((each) => ({ ...each, ecosystem, dev: false }));
}

/** https://go.dev/ref/mod#go-mod-file; what is only needed by others (`// indirect`) is left out. */
export function readGoMod(file: string, text: string): Manifest {
  const required = [
    ...all(text, /^[ \t]{1,20}([\w-]{1,100}\.[\w./~-]{1,300}) v[^\n]{1,300}$/gm),
    ...all(text, /^require[ \t]+([^\s(]+) v[^\n]*$/gm),
  ].filter(({ at }) => !/\/\/ indirect/.test(text.slice(at.end, text.indexOf('\n', at.end) >>> 0)));
  const name = first(text, /^module[ \t]+(\S+)/m);
  return {
    ...emptyManifest(file, 'go.mod'),
    ...(name ? { name } : {}),
    dependencies: dependencies(required, 'go'),
  };
}

export function readRequirements(file: string, text: string): Manifest {
  const lines = all(text, /^[ \t]*([A-Za-z][\w.-]*)[^\n]*$/gm);
  const dev = /(?:dev|test|lint|docs)/i.test(file.slice(file.lastIndexOf('/') + 1));
  return {
    ...emptyManifest(file, 'requirements'),
    dependencies: lines.map(({ value, at }) => ({
      value: requirementName(value),
      at,
      ecosystem: 'pypi',
      dev,
    })),
  };
}

export function readMaven(file: string, text: string): Manifest {
  const found = [
    ...text.matchAll(/<groupId>([^<]{1,200})<\/groupId>\s*<artifactId>([^<]{1,200})</g),
  ];
  // The first may be that of the parent, and so may be the version.
  const parent = text.indexOf('<parent>');
  const parentEnd = parent < 0 ? -1 : text.indexOf('</parent>', parent);
  const isInParent = (at: number): boolean => at >= parent && at < parentEnd;
  const alone = all(text, /<artifactId>([^<]{1,200})<\/artifactId>/g).find(
    ({ at }) => !isInParent(at.start),
  );
  const version = all(text, /<version>([^<]{1,100})<\/version>/g).find(
    ({ at, value }) => !isInParent(at.start) && !value.includes('$'),
  );
  const beforeDependencies = text.search(/<dependenc/) >>> 0;
  const name = alone && alone.at.start < beforeDependencies ? alone : undefined;
  return {
    ...emptyManifest(file, 'maven'),
    ...(name ? { name } : {}),
    ...(version && version.at.start < beforeDependencies ? { version } : {}),
    dependencies: found.map((each) => ({
      value: `${each[1]}:${each[2]}`,
      at: { start: each.index, end: each.index + each[0].length },
      ecosystem: 'maven',
      dev: false,
    })),
  };
}

export function readGradle(file: string, text: string): Manifest {
  const found = all(
    text,
    /\b(?:implementation|api|runtimeOnly|compileOnly)[ \t(]+["']([\w.-]{1,100}:[\w.-]{1,100})/g,
  );
  return { ...emptyManifest(file, 'gradle'), dependencies: dependencies(found, 'maven') };
}

export function readCsproj(file: string, text: string): Manifest {
  const name = first(text, /<PackageId>([^<]{1,200})</);
  const version = first(text, /<(?:Package)?Version>([^<]{1,100})</);
  return {
    ...emptyManifest(file, 'csproj'),
    ...(name ? { name } : {}),
    ...(version ? { version } : {}),
    dependencies: dependencies(
      all(text, /<PackageReference\s[^<>]{0,100}?Include="([^"]{1,200})"/g),
      'nuget',
    ),
  };
}

/** What a container starts, and the files it names. */
export function readDockerfile(file: string, text: string): Manifest {
  const lines = all(text, /^[ \t]*(?:ENTRYPOINT|CMD)[ \t]+([^\n]+)$/gim);
  return {
    ...emptyManifest(file, 'dockerfile'),
    entries: lines.flatMap(({ value, at }) =>
      all(value, /(?<![\w@./-])([\w@./-]{1,200}\.(?:[cm]?[jt]s|py))\b/g).map((target) => ({
        kind: 'container' as const,
        name: '',
        value: target.value,
        at,
      })),
    ),
  };
}
