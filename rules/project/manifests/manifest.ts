import type { Span } from '../../text/span.ts';

export type ManifestKind =
  | 'package.json'
  | 'pyproject.toml'
  | 'requirements'
  | 'go.mod'
  | 'Cargo.toml'
  | 'maven'
  | 'gradle'
  | 'csproj'
  | 'server.json'
  | 'mcpb'
  | 'smithery'
  | 'dockerfile'
  | 'compose'
  | 'platform';

export type Ecosystem = 'npm' | 'pypi' | 'go' | 'cargo' | 'maven' | 'nuget';

/** A value of a manifest, and where it stands. */
export interface Given {
  readonly value: string;
  readonly at: Span;
}

export interface Dependency extends Given {
  readonly ecosystem: Ecosystem;
  /** Needed for building or testing only. */
  readonly dev: boolean;
}

/** Where a program begins, as a manifest says it: a file, module or package, not yet looked up. */
export interface DeclaredEntry extends Given {
  readonly kind: 'bin' | 'main' | 'script' | 'container';
  readonly name: string;
}

/** A setting that a host asks the person for. */
export interface DeclaredInput {
  readonly name: string;
  readonly at: Span;
  readonly kind: 'variable' | 'header' | 'argument' | 'setting';
  /** Whether the manifest marks it as a secret. */
  readonly marked: boolean;
  /** Whether it says so in either way: then somebody has thought about it. */
  readonly decided: boolean;
  readonly required: boolean;
}

export interface DeclaredLink extends Given {
  readonly kind: 'bugs' | 'support' | 'privacy' | 'homepage' | 'repository';
}

/** A package that a listing installs: where from, under which name, in which version. */
export interface ListedPackage extends Given {
  /** `npm`, `pypi`, `oci` …; '' where it does not say. */
  readonly from: string;
  /** The tag of an image is its version. */
  readonly version?: Given;
}

/** What one file that describes a package, image or listing says. What it does not say is empty. */
export interface Manifest {
  readonly file: string;
  readonly kind: ManifestKind;
  readonly name?: Given;
  readonly version?: Given;
  readonly description?: Given;
  readonly dependencies: readonly Dependency[];
  readonly entries: readonly DeclaredEntry[];
  /** Commands of the pipeline or the package by name: `test`, `build`. */
  readonly commands: readonly (Given & { readonly name: string })[];
  /** Patterns of folders that belong to the same repository: npm workspaces, uv members. */
  readonly members: readonly string[];
  readonly inputs: readonly DeclaredInput[];
  readonly links: readonly DeclaredLink[];
  /** The packages that a listing installs, by their names. */
  readonly packages: readonly ListedPackage[];
  /** What a listing is reached by: `stdio`, `streamable-http`, `sse`. */
  readonly transports: readonly Given[];
}

export function emptyManifest(file: string, kind: ManifestKind): Manifest {
  return {
    file,
    kind,
    dependencies: [],
    entries: [],
    commands: [],
    members: [],
    inputs: [],
    links: [],
    packages: [],
    transports: [],
  };
}
