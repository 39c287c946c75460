import { valuesOf } from './flags.ts';
import type {
  Assignment,
  Flag,
  Launch,
  PackageSpec,
  Part,
  Shell,
  ShellDialect,
  Word,
} from './launch.ts';
import type { Launcher, Reading, Start } from './launchers/launcher.ts';
import { type Match, Names } from './names.ts';
import { programName } from './program.ts';
import { assignmentsOf, mainCommand, withoutBuiltins } from './shells/commands.ts';
import { shellText } from './shells/shell-text.ts';
import { joinWords } from './shells/shell-words.ts';
import { readShell, type ShellCall } from './shells/shells.ts';
import { splitScript } from './shells/split-shell.ts';
import { splitLine } from './split-line.ts';
import { asWord, partOf } from './word.ts';
import { packagePrograms } from './wrappers/package-programs.ts';
import { proxies, readUnknownProxy } from './wrappers/proxies.ts';
import type { McpProxy, ProxyReading } from './wrappers/proxy.ts';
import { type Renamed, renamed } from './wrappers/renamed.ts';
import { secretWrappers } from './wrappers/secret-wrappers.ts';
import { type Unwrapped, unwrap } from './wrappers/unwrap.ts';
import type { Wrapper } from './wrappers/wrapper.ts';
import { wrappers } from './wrappers/wrappers.ts';

/** How many wrappers are taken off one command line, and how deep command lines stand inside one another. */
const MAX_STEPS = 24;
const MAX_DEPTH = 6;

const wrapperNames = new Names<Wrapper>(wrappers);
const secretNames = new Names<Wrapper>(secretWrappers);
const proxyNames = new Names<McpProxy>(proxies);

/** What the first words of a command line are, when they are not just a program. */
type Found =
  | { readonly kind: 'wrapper' | 'secret'; readonly match: Match<Wrapper> }
  | { readonly kind: 'launcher'; readonly match: Match<Launcher> }
  | { readonly kind: 'shell'; readonly id: string; readonly call: ShellCall }
  | { readonly kind: 'renamed'; readonly renamed: Renamed };

/** Follows command lines through wrappers, shells and launchers to what is started in the end. */
export class Follower {
  readonly #launchers: Names<Launcher>;

  constructor(launchers: readonly Launcher[]) {
    this.#launchers = new Names(launchers);
  }

  /** Undefined for no words only. */
  follow(words: readonly Word[], depth = 0): Launch | undefined {
    const [first] = words;
    return first && new Walk(this, words, first, depth).launch();
  }

  find(words: readonly Word[], program: string): Found | undefined {
    const launcher = this.#launchers.match(words, program);
    if (launcher) return { kind: 'launcher', match: launcher };
    const secret = secretNames.match(words, program);
    if (secret) return { kind: 'secret', match: secret };
    const wrapper = wrapperNames.match(words, program);
    if (wrapper) return { kind: 'wrapper', match: wrapper };
    const call = readShell(program, words.slice(1));
    if (call) return { kind: 'shell', id: program, call };
    const other = renamed(words, program);
    return other && { kind: 'renamed', renamed: other };
  }
}

class Walk {
  readonly #follower: Follower;
  readonly #depth: number;
  readonly #wrappers: string[] = [];
  readonly #packages: PackageSpec[] = [];
  readonly #registries: Part[] = [];
  readonly #assignments: Assignment[] = [];
  readonly #shells: Shell[] = [];
  readonly #urls: Part[] = [];
  /** What is fetched by commands that follow the server's in a shell string. */
  readonly #later: Launch[] = [];
  #words: readonly Word[];
  /** What the first of the words is called. */
  #program: string;
  #first: Word;
  #launcher = 'program';
  #server: PackageSpec | undefined;
  #flags: readonly Flag[] = [];
  #entry: Word | undefined;
  #serverArgs: readonly Word[];
  #secretWrapper: string | undefined;
  #proxy: string | undefined;
  #inner: Launch | undefined;

  constructor(follower: Follower, words: readonly Word[], first: Word, depth: number) {
    this.#follower = follower;
    this.#depth = depth;
    this.#words = words;
    this.#first = first;
    this.#program = programName(first);
    this.#serverArgs = words.slice(1);
  }

  launch(): Launch {
    for (let step = 0; step < MAX_STEPS && this.#step(); step += 1);
    for (const launch of this.#later) this.#merge(launch);
    // Without spreads: every server of every file has one of these.
    return {
      launcher: this.#launcher,
      program: this.#first,
      wrappers: this.#wrappers,
      packages: this.#packages,
      server: this.#server,
      entry: this.#entry,
      serverArgs: this.#serverArgs,
      flags: this.#flags,
      registries: this.#registries,
      assignments: this.#assignments,
      shells: this.#shells,
      secretWrapper: this.#secretWrapper,
      proxy: this.#proxy,
      remoteUrls: this.#urls,
      inner: this.#inner,
    };
  }

  /** Takes one program off; false when what is left is the server. */
  #step(): boolean {
    const found = this.#follower.find(this.#words, this.#program);
    switch (found?.kind) {
      case 'launcher':
        return this.#launch(found.match);
      case 'wrapper':
      case 'secret': {
        const { id } = found.match.item;
        const unwrapped = unwrap(found.match.item, found.match.rest);
        if (found.kind === 'secret') this.#secretWrapper ??= id;
        return this.#unwrapped(id, unwrapped);
      }
      case 'shell':
        return this.#shell(found.id, found.call);
      case 'renamed':
        return this.#continue(found.renamed.id, found.renamed.words, found.renamed.program);
      case undefined:
        this.#readProxy(this.#program, this.#serverArgs);
        return false;
    }
  }

  /** Goes on behind a wrapper; false where nothing is behind it. */
  #continue(wrapper: string, words: readonly Word[], program?: string): boolean {
    const [first] = words;
    if (!first) return false;
    this.#wrappers.push(wrapper);
    this.#words = words;
    this.#first = first;
    this.#program = program ?? programName(first);
    this.#serverArgs = words.slice(1);
    // What launched the wrapper is not what launches the server.
    this.#launcher = 'program';
    this.#server = undefined;
    this.#entry = undefined;
    this.#flags = [];
    return true;
  }

  #unwrapped(id: string, { assignments, words, script }: Unwrapped): boolean {
    this.#assignments.push(...assignments);
    return script ? this.#script(id, script, 'posix', words) : this.#continue(id, words);
  }

  #launch({ item, flags, rest }: Match<Launcher>): boolean {
    const reading = item.read({ flags, words: rest });
    this.#launcher = item.id;
    this.#flags = reading.flags;
    this.#server = reading.server;
    this.#packages.push(...reading.packages);
    this.#registries.push(...valuesOf(reading.flags, ...(item.registries ?? [])));
    return this.#start(item.id, reading, reading.starts);
  }

  #start(id: string, reading: Reading, starts: Start): boolean {
    switch (starts.kind) {
      case 'package': {
        this.#serverArgs = starts.args;
        const program = packagePrograms.get(starts.name.toLowerCase()) ?? '';
        return this.#command(
          id,
          [this.#first, ...starts.args],
          program || starts.name.toLowerCase(),
          program !== '',
        );
      }
      case 'command': {
        const [first, ...args] = starts.words;
        this.#serverArgs = args;
        this.#entry = first;
        return first ? this.#command(id, starts.words, programName(first), true) : false;
      }
      case 'script':
        this.#serverArgs = [];
        return this.#script(id, starts.script, starts.dialect, []);
      case 'container':
        this.#serverArgs = starts.args;
        this.#containerCommand(reading, starts.command);
        return false;
      case 'nothing':
        this.#serverArgs = starts.args;
        return false;
    }
  }

  /** What a launcher starts may be a wrapper or a launcher in its turn; otherwise it is the server. */
  #command(launcher: string, words: readonly Word[], program: string, mayWrap: boolean): boolean {
    const found = mayWrap ? this.#follower.find(words, program) : undefined;
    if (!found) {
      this.#readProxy(program, words.slice(1));
      return false;
    }
    const before = {
      server: this.#server,
      entry: this.#entry,
      flags: this.#flags,
      args: this.#serverArgs,
    };
    if (this.#continue(launcher, words, program) && this.#step()) return true;
    if (this.#launcher === 'program') {
      // The wrapper wraps nothing: it is itself what was launched.
      this.#wrappers.pop();
      this.#launcher = launcher;
      this.#server = before.server;
      this.#entry = before.entry;
      this.#flags = before.flags;
      this.#serverArgs = before.args;
    }
    return false;
  }

  #containerCommand(reading: Reading, command: readonly Word[]): void {
    for (const value of valuesOf(reading.flags, '--env')) {
      const equals = value.value.indexOf('=');
      const { word } = value;
      if (equals < 0) this.#assignments.push({ name: value.value, word });
      else {
        const name = value.value.slice(0, equals);
        this.#assignments.push({
          name,
          word,
          value: partOf(word, value.from + equals + 1, value.from + value.value.length),
        });
      }
    }
    const image = reading.server?.name.toLowerCase() ?? '';
    const program = packagePrograms.get(image);
    if (program) {
      this.#readProxy(program, this.#serverArgs);
      return;
    }
    const [first] = command;
    if (first && this.#follower.find(command, programName(first))) this.#nest(command);
  }

  #shell(id: string, { dialect, script, rest, opaque }: ShellCall): boolean {
    if (script) return this.#script(id, partOf(script), dialect, rest);
    if (opaque) {
      this.#shells.push({ ...shellText([], new Set(['opaque'])), id, dialect });
      return this.#continue(id, []) || false;
    }
    const [first, ...more] = rest;
    if (!first) return false;
    // One string, or word by word: the first word may be a path with blanks in it.
    const asPath = splitLine(first).length === 1 && /\s/.test(first.value);
    const text = asPath ? undefined : splitScript(first, dialect);
    const joined = joinWords(first, text, more, dialect);
    const shell = {
      ...joined,
      id,
      dialect,
      ...(more.length === 0 && !asPath && /\s/.test(first.value) && { script: first }),
    };
    return this.#shellText(id, shell);
  }

  #script(id: string, script: Part, dialect: ShellDialect, rest: readonly Word[]): boolean {
    const word = asWord(script);
    const text = splitScript(word, dialect);
    const [last] = text.words.slice(-1);
    // `sh -c 'exec "$0" "$@"' npx -y x` starts the words behind the string.
    if (text.simple && last?.value === '$@' && rest.length > 0) {
      const own = withoutBuiltins(text.words, dialect);
      const fromZero = own[0]?.value === '$0' || own.length > 1;
      this.#shells.push({ ...text, id, dialect, script: word });
      return this.#continue(id, fromZero ? rest : rest.slice(1));
    }
    return this.#shellText(id, { ...text, id, dialect, script: word });
  }

  /** Goes on with the command that is the server; the others may fetch something too. */
  #shellText(id: string, shell: Shell): boolean {
    this.#shells.push(shell);
    const main = mainCommand(shell.commands);
    let passed = false;
    for (const command of shell.commands) {
      if (command === main) {
        passed = true;
        this.#assignments.push(...command.assignments);
        continue;
      }
      this.#assignments.push(...assignmentsOf(command, shell.dialect));
      const words = withoutBuiltins(command.words, shell.dialect);
      const launch =
        this.#depth < MAX_DEPTH ? this.#follower.follow(words, this.#depth + 1) : undefined;
      if (!launch) continue;
      if (passed) this.#later.push(launch);
      else this.#merge(launch);
    }
    return this.#continue(id, withoutBuiltins(main?.words ?? [], shell.dialect));
  }

  #readProxy(name: string, args: readonly Word[]): void {
    const program = packagePrograms.get(name) ?? name;
    const proxy = proxyNames.match([this.#first], program)?.item;
    const reading: ProxyReading | undefined = proxy
      ? proxy.read(args)
      : readUnknownProxy(name, args);
    if (!reading) return;
    this.#urls.push(...reading.urls);
    if (proxy) this.#proxy = proxy.id;
    else if (reading.urls.length > 0) this.#proxy = name;
    if (reading.command && reading.command.length > 0) this.#nest(reading.command);
    for (const script of reading.scripts ?? []) {
      const { commands } = splitScript(asWord(script), 'posix');
      this.#nest(withoutBuiltins(mainCommand(commands)?.words ?? [], 'posix'));
    }
  }

  /** Reads a command line inside this one. */
  #nest(words: readonly Word[]): void {
    if (this.#depth >= MAX_DEPTH) return;
    const inner = this.#follower.follow(words, this.#depth + 1);
    if (!inner) return;
    this.#inner ??= inner;
    this.#merge(inner);
  }

  #merge(launch: Launch): void {
    this.#packages.push(...launch.packages);
    this.#registries.push(...launch.registries);
    this.#assignments.push(...launch.assignments);
    this.#urls.push(...launch.remoteUrls);
  }
}
