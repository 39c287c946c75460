import type { TextNode } from '../document/node.ts';
import type { Ecosystem } from '../findings/ecosystem.ts';

/** A word of a command line, and where it stands: `text.value.slice(start, end)`, quotes of a shell removed. */
export interface Word {
  readonly value: string;
  readonly text: TextNode;
  /** UTF-16 code units of `text.value`, half-open; the quotes of a shell are inside. */
  readonly start: number;
  readonly end: number;
  /**
   * Where each code unit of `value` starts and ends in `text.value`, two numbers each. Missing where the
   * word is written as it reads, so that its n-th code unit stands at `start + n`.
   */
  readonly units?: readonly number[];
}

/** A piece of a word: the value of `--registry=…`, the name in `name@1.2.3`. */
export interface Part {
  readonly value: string;
  readonly word: Word;
  /** Where `value` begins in `word.value`. */
  readonly from: number;
  /** UTF-16 code units of `word.text.value`, half-open. */
  readonly start: number;
  readonly end: number;
}

/** How firmly a package spec names one artefact. Only `exact`, `digest` and `commit` cannot move. */
export type Pinning =
  | 'none'
  | 'tag'
  | 'range'
  | 'branch'
  | 'exact'
  | 'digest'
  | 'commit'
  /** It hangs on something outside of this text: a reference, a go.mod. */
  | 'unknown';

/** What a launcher is told to fetch. */
export interface PackageSpec {
  readonly ecosystem: Ecosystem;
  /** Without version; for git the address, for images the repository with its registry as written. */
  readonly name: string;
  /** The version, tag, range or ref as written; '' when none is. Of an image `tag`, `sha256:…` or `tag@sha256:…`. */
  readonly version: string;
  readonly pinning: Pinning;
  /** The word it stands in, and which part of that word it is: UTF-16 code units of `word.text.value`. */
  readonly word: Word;
  readonly start: number;
  readonly end: number;
  /** Where its name stands. It differs from the above where the version is a flag of its own (`dnx X --version 1`). */
  readonly named: Part;
  /**
   * The text that names this package at an exact version, to put in place of `start`–`end`; undefined where this
   * launcher cannot pin. For npm, PyPI and the like the argument is a version, for images a digest
   * (`sha256:…`), for git, flakes and archives of a repository a commit.
   */
  readonly pinned: ((version: string) => string) | undefined;
}

/** A flag as it is written, under the longest name it has. */
export interface Flag {
  /** With its dashes: `--volume`, also where `-v` is written. */
  readonly name: string;
  /** The word that holds its name. */
  readonly word: Word;
  /** Missing where it has none. */
  readonly value: Part | undefined;
}

/** A variable set on the command line: `A=b cmd`, `env A=b`, `docker run -e A=b`, `set A=b&&`, `$env:A = 'b'`. */
export interface Assignment {
  readonly name: string;
  readonly word: Word;
  /** Missing where only the name is given, to pass the variable on (`docker run -e A`). */
  readonly value?: Part;
}

/** What a shell string does beyond starting one program. */
export type ShellFeature =
  /** `;`, `&&`, `||`, a new line */
  | 'list'
  | 'pipe'
  | 'background'
  /** `$(…)`, back-ticks, `<(…)` */
  | 'substitution'
  | 'redirection'
  /** `(…)` and `{…}` */
  | 'group'
  /** `if`, `for`, `while` … */
  | 'control'
  /** `A=b cmd` */
  | 'assignment'
  /** `$A`, `${A}`, `%A%`, `~` */
  | 'expansion'
  | 'glob'
  | 'comment'
  /** Nothing can be read from it: `-EncodedCommand`. */
  | 'opaque';

export type ShellDialect = 'posix' | 'cmd' | 'powershell';

/** One command of a shell string. */
export interface ShellCommand {
  /** What joins it to the command before it. */
  readonly joint: '' | ';' | '&&' | '||' | '|' | '&';
  /** Whether it stands inside `$(…)`, back-ticks or `<(…)`. */
  readonly nested: boolean;
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
}

/** A shell string, taken apart. */
export interface ShellText {
  /** The words of all commands, in order; those inside substitutions excepted, which are part of a word. */
  readonly words: readonly Word[];
  /** Whether it is one simple command: nothing of a shell but quotes, variables, and assignments in front. */
  readonly simple: boolean;
  readonly commands: readonly ShellCommand[];
  /** Each once. Without any, the words can be started without a shell, to the same effect. */
  readonly features: readonly ShellFeature[];
}

/** A shell on the way to the server. */
export interface Shell extends ShellText {
  /** `sh`, `bash`, `cmd`, `powershell`, `pwsh`, or the wrapper that hands a string to one (`doppler`). */
  readonly id: string;
  readonly dialect: ShellDialect;
  /** The string it interprets; missing where it is given word by word (`cmd /c npx -y x`). */
  readonly script?: Word;
}

/** What a command line does, after its wrappers are taken off. */
export interface Launch {
  /** The launcher's id (`npx`, `uvx`, `docker` …), or `program` for anything else. */
  readonly launcher: string;
  /** The word that names the launcher or program, after all wrappers. */
  readonly program: Word;
  /** Ids of what stood in front: `cmd`, `sh`, `env`, `sudo`, `op`, `dotenvx` … in order. */
  readonly wrappers: readonly string[];
  /** Everything that is fetched, in order: wrappers that are packages, the server, what goes with it. */
  readonly packages: readonly PackageSpec[];
  /** The one of `packages` that is the server. */
  readonly server: PackageSpec | undefined;
  /** What the launcher starts by a name of its own: `serena` in `uvx --from x serena`, the script of `uv run`. */
  readonly entry: Word | undefined;
  /** The words that belong to the server itself: everything after the package, entry or program. */
  readonly serverArgs: readonly Word[];
  /** The launcher's own flags; for a program none, as they are its arguments. */
  readonly flags: readonly Flag[];
  /** Registries and indexes that flags put in place of the usual one. */
  readonly registries: readonly Part[];
  /** Variables set on the way, by wrappers, shells and containers. */
  readonly assignments: readonly Assignment[];
  /** The shells on the way, outermost first. */
  readonly shells: readonly Shell[];
  /** The id of the secrets manager that starts the command and resolves references in its environment. */
  readonly secretWrapper: string | undefined;
  /** The id of the proxy the server is (`mcp-remote`, `supergateway` …). */
  readonly proxy: string | undefined;
  /** Addresses a proxy is told to connect to. */
  readonly remoteUrls: readonly Part[];
  /** What a proxy or a container starts; its packages, addresses and variables are listed above as well. */
  readonly inner: Launch | undefined;
}
