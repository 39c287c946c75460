/** Where packages of a kind come from. */
export type Ecosystem =
  | 'npm'
  | 'pypi'
  | 'oci'
  | 'git'
  | 'nuget'
  | 'go'
  | 'cargo'
  | 'jsr'
  | 'nix'
  /** Anything fetched from an address: an archive, a wheel, a script. */
  | 'tarball';
