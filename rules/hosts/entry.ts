/** What the value of a field has to be, as far as somebody looked. */
export type ValueKind =
  | 'text'
  /** A list of texts; a number in it is refused. */
  | 'texts'
  /** A list of whatever can be written as a text. */
  | 'list'
  /** An object whose values are texts; a number in it is refused. */
  | 'text-map'
  /** An object whose values can be written as texts. */
  | 'map'
  /** Nobody looked, or everything goes. */
  | 'any';

/** The fields of a server entry that a host reads. What is not named here it passes over, or refuses. */
export type Reads = Readonly<Record<string, ValueKind>>;

/** How much a fault costs: the entry by itself, or every server of the file. */
export type Effect = 'entry' | 'file';

/** The field that names the transport, for hosts that do not tell it from the other fields. */
export interface RequiredType {
  /** Whether an entry with a command needs it as well. */
  readonly always?: true;
  readonly key: string;
  /** The values this host wants. */
  readonly stdio: string;
  readonly http: string;
  readonly sse: string;
  /** What becomes of an address without it, as an end of "without …, it …". */
  readonly without: string;
  /** Whether an address without it is taken for the SSE transport, so that one that is SSE lacks nothing. */
  readonly sseByDefault?: true;
}

export interface Requires {
  readonly type?: RequiredType;
  /** Fields without which the entry is left out. */
  readonly fields?: readonly string[];
}

/** Names of servers that a host does not take. */
export interface Names {
  /** What a name has to look like; linear. */
  readonly pattern?: RegExp;
  /** What the pattern allows, in words. */
  readonly allowed?: string;
  /** Names of its own, which nobody else may use. */
  readonly reserved?: readonly string[];
  readonly effect: Effect;
}

/** What makes a host leave out an entry, or refuse the whole file. Where nobody looked, nothing is said. */
export interface Refuses {
  /** A field with a value of another kind. */
  readonly kinds?: Effect;
  /** Neither a command nor an address. */
  readonly nothing?: Effect;
  /** A command and an address in one entry. Without it one of the two counts, and the entry works. */
  readonly both?: Effect;
  /** A transport that contradicts the other fields, or that the host does not know. */
  readonly type?: Effect;
  /** A field that it does not read. */
  readonly unknown?: Effect;
  /** Fields that may not stand beside a command, or beside an address. */
  readonly beside?: { readonly command: readonly string[]; readonly url: readonly string[] };
  readonly names?: Names;
  /** A key that is there twice, where its parser takes none. */
  readonly twice?: Effect;
}

/** Field kinds that most hosts share: nobody looked at the values. */
export const localFields = { command: 'text', args: 'list', env: 'map' } as const satisfies Reads;
export const remoteFields = { url: 'text', headers: 'map' } as const satisfies Reads;
/** The same where a schema takes texts only. */
export const strictLocalFields = {
  command: 'text',
  args: 'texts',
  env: 'text-map',
} as const satisfies Reads;
export const strictRemoteFields = { url: 'text', headers: 'text-map' } as const satisfies Reads;
