import type { Format } from '../document/document.ts';
import type { Confidence } from '../findings/confidence.ts';
import type { SyntaxId } from '../references/syntax.ts';
import type { Names, Reads, Refuses, Requires } from './entry.ts';

/** What a string in a server entry is for. A host resolves references in some of these places only. */
export type Role = 'command' | 'arg' | 'env' | 'header' | 'url' | 'cwd' | 'envFile' | 'other';

/** Where a host keeps a config file. `~` is the home folder, `%APPDATA%` Windows' roaming data, `<editor>` the
 * user data of VS Code or a fork of it. */
export interface HostFile {
  readonly path: string;
  readonly scope: 'workspace' | 'user' | 'managed';
  readonly os?: 'macos' | 'windows' | 'linux';
}

/** Where in a file a host looks for servers. */
export interface Root {
  /** Keys from the top; `*` is any key; no keys at all means that the file itself is the server map. */
  readonly path: readonly string[];
  /** `server` where one server stands there by itself, `list` where each names itself; a map of names otherwise. */
  readonly shape?: 'server' | 'list';
}

/** Which keys of a server entry mean what, in the order in which the host prefers them. */
export interface Fields {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly headers: readonly string[];
  readonly url: readonly string[];
  readonly type: readonly string[];
  readonly cwd: readonly string[];
  readonly envFile: readonly string[];
}

/** How a host replaces a reference by a value. */
export interface ReferenceSupport {
  /** Every syntax it resolves. */
  readonly understands: readonly SyntaxId[];
  /** The one to write in place of a secret; null where it resolves none. */
  readonly writes: SyntaxId | null;
  /** The places where it resolves them. */
  readonly places: readonly Role[];
  /** Fields of an entry in which it resolves them, too, at any depth: beyond those that have a role. */
  readonly fields?: readonly string[];
  /** What it does with a reference in a syntax or place it does not know, as an end of "it …". */
  readonly unresolved: string;
  /** What it does with a reference to something that is not set, as an end of "it …". */
  readonly unset: string;
  /** Keys beside a value that hold the name of a variable, for hosts that do not look into strings. */
  readonly keys?: ReferenceKeys;
  /** What the name of a variable has to start with to be visible. */
  readonly prefix?: string;
  /** Names between `${` and `}` that it fills in itself, of those that only editors know otherwise. */
  readonly own?: readonly string[];
}

/** Another application that reads a host's file, as far as it differs. It is judged by the host; see `otherReaders`. */
export interface Reader {
  readonly label: string;
  /** `root`: only in the folder that is open, not below it. */
  readonly where?: 'root';
  /** Whether it takes servers at the top of the file, without a key around them. */
  readonly bareMap?: true;
  readonly transports: readonly string[];
  /** Names of servers that it does not take. */
  readonly names?: Names;
  readonly references: Pick<ReferenceSupport, 'understands' | 'places'> & {
    /** An address is looked at only where it is one before anything is put in. */
    readonly addressFirst?: true;
  };
  readonly sources: readonly string[];
}

/** Keys of a server entry that hold names of variables instead of values. */
export interface ReferenceKeys {
  /** A list of variables that the server gets, in place of entries in its environment. */
  readonly environment?: string;
  /** The variable that holds the bearer token, in place of an `Authorization` header. */
  readonly bearer?: string;
  /** A map from headers to variables, in place of a map from headers to values. */
  readonly headers?: string;
  /** Fields that hold a value as text, and the field that names a variable in place of each. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Beside the name of a value: whoever installs the server is asked for it, and it is kept secret. */
  readonly secret?: 'isSecret';
}

/** A setting that lets tools of all servers run unasked, where it is switched on or lists them. */
export interface ApprovalSetting {
  /** From the top, with dots, however the levels are written. */
  readonly name: string;
  /** Values beside `true` that mean "do not ask". */
  readonly words?: readonly string[];
  /** Set where it starts servers that any repository brings along. */
  readonly starts?: true;
}

export interface OffSwitch {
  readonly key: string;
  readonly value: boolean;
}

/** What has to stand in a file whose path other programs use as well. */
export interface Sniff {
  /** The paths it is about. */
  readonly glob: string;
  /** Each of these keys has to be there. */
  readonly keys?: readonly (readonly string[])[];
  /** None of these may be there. */
  readonly without?: readonly (readonly string[])[];
  /** One of these texts has to be there. */
  readonly mentions?: readonly string[];
}

/**
 * An application that reads a config. One file per host in this folder, all of the same shape; the facts
 * come from its documentation or source, named in `sources`.
 */
export interface Host {
  readonly id: string;
  readonly label: string;
  /** The application, where several of its files are hosts of their own: `vscode` for all of VS Code's. */
  readonly family?: string;
  readonly files: readonly HostFile[];
  /** Matched against a path with forward slashes. */
  readonly globs: readonly string[];
  /** Beside the path, what tells that a file is this host's. */
  readonly sniff?: readonly Sniff[];
  readonly format: Format;
  /** Whether the host's own parser takes comments and trailing commas; null where nobody could verify it. */
  readonly comments: boolean | null;
  readonly trailingCommas: boolean | null;
  /** Set where it takes names without quotes, and quotes of the other kind. */
  readonly json5?: true;
  readonly roots: readonly Root[];
  /** Whether servers at the top of the file are for others that read it, and not for this host. */
  readonly needsRootKey?: true;
  /** Others that read the same files. */
  readonly alsoReadBy?: readonly Reader[];
  /** Where `${input:…}` definitions stand, for hosts that ask for values. */
  readonly inputs: readonly string[] | null;
  readonly fields: Fields;
  /** The values of the transport field it knows; missing where it does not read that field. */
  readonly transports?: readonly string[];
  /** Every field of an entry that is about starting or reaching the server; missing where nobody could verify it. */
  readonly reads?: Reads;
  /** Fields that other hosts read and this one does not, beyond those that it has another word for. */
  readonly ignores?: readonly string[];
  readonly requires?: Requires;
  readonly refuses?: Refuses;
  /** Where it puts the home folder in place of a `~` at the start. */
  readonly expandsTilde?: readonly Role[];
  /** Where newer versions do, and older ones that are in use do not. */
  readonly expandsTildeLately?: readonly Role[];
  /** Set where it starts servers in the root of the disk, so that a relative path leads nowhere. */
  readonly startsIn?: 'root';
  /** Set where it starts no script of Windows by itself, so that npx needs `cmd /c` there. */
  readonly needsCmd?: true;
  readonly references: ReferenceSupport;
  /** The key of a server entry that switches it off; null where the host keeps that elsewhere. */
  readonly off: OffSwitch | null;
  /** Others that do the same, of earlier or later versions. */
  readonly otherOff?: readonly OffSwitch[];
  /** Lists of names elsewhere in the file that switch servers off; `*` stands for the same key as in the root. */
  readonly offLists?: readonly (readonly string[])[];
  /** A file that lists the names of servers which are off, from the config's folder, and where in it the list is. */
  readonly offFile?: { readonly path: string; readonly list: readonly string[] };
  /** How a person stops one server, and whether that works without restarting the host. */
  readonly stop: { readonly how: string; readonly live: boolean | null };
  /** Keys of a server entry that let tools run unasked. */
  readonly approvalKeys: readonly string[];
  /** Everything that such a key lists runs unasked, so that a list of names is no more than the choice of tools. */
  readonly approvalKeysChoose?: boolean;
  /** The key of a server entry that holds settings of single tools, with the key and word that let one run unasked. */
  readonly toolApproval?: { readonly tools: string; readonly key: string; readonly word: string };
  /** Settings elsewhere in the file that let tools run unasked. */
  readonly approvalSettings?: readonly ApprovalSetting[];
  /** Settings about servers that other files list, from the top: a file with one counts without any server in it. */
  readonly governs?: readonly (readonly string[])[];
  /** Entries that are complete without a command and an address: this key is there, with this value where one is named. `any`: all. */
  readonly targetless?: 'any' | readonly { readonly key: string; readonly value?: string }[];
  /** Where its servers stand, for a file in which it looks for none. */
  readonly serversIn?: string;
  /** Whether it describes servers for somebody else to start, so that an entry without command and URL is complete. */
  readonly manifest?: boolean;
  /** It reads one of its files only, whichever it is told to: servers of one name in two of them never meet. */
  readonly oneFile?: true;
  /** Whether the whole file is about MCP. A file of which it is a part is nobody's concern without that part. */
  readonly dedicated: boolean;
  readonly confidence: Confidence;
  /** The pages and files that all this was read from. Nothing that runs may need them: the bundle is made without. */
  readonly sources: readonly string[];
}

/** The keys most hosts agree on. */
export const commonFields: Fields = {
  command: ['command'],
  args: ['args'],
  env: ['env'],
  headers: ['headers'],
  url: ['url'],
  type: ['type'],
  cwd: ['cwd'],
  envFile: ['envFile'],
};

/** Whether its whole file is a list of servers in JSON, so that a schema can say what belongs where. */
export function isPlainList({ format, dedicated, manifest, sniff, roots }: Host): boolean {
  return format === 'json' && dedicated && !manifest && !sniff && roots[0]?.path.length === 1;
}
