import type { Document } from '../document/document.ts';
import type { ArrayNode, Node, ObjectNode, Property, TextNode } from '../document/node.ts';
import type { Host, Role } from '../hosts/host.ts';
import type { Assignment, Flag, Launch, Word } from '../launch/launch.ts';
import type { Reference } from '../references/syntax.ts';
import type { Span } from '../text/span.ts';

/** A file, or a part of one, that lists MCP servers. */
export interface Config {
  readonly document: Document;
  readonly host: Host;
  readonly servers: readonly Server[];
  /** Where the host looks for them, and what it finds there. */
  readonly listings: readonly Listing[];
  /** Where the servers stand that the host does not read. */
  readonly misplaced: readonly Misplaced[];
  readonly inputs: readonly Input[];
  /** Strings with a role outside of any server: the defaults of inputs. */
  readonly places: readonly Place[];
}

/** Why a host does not see servers that stand in its file. */
export type Misplacement =
  /** They stand under another key than the host's. */
  | 'key'
  /** They stand at the top, beside the map they belong in. */
  | 'beside'
  /** The fields of one server stand where a map of servers belongs. */
  | 'unnamed'
  /** A map of servers stands where one server belongs. */
  | 'nested'
  /** They are put aside, as their key says. */
  | 'parked';

/** The map or list that holds the servers of a file. */
export interface Listing {
  readonly node: Node;
  readonly pointer: string;
  /** The keys that lead there; none where the whole file is one. */
  readonly steps: readonly string[];
  /** The last of them. */
  readonly key: TextNode | undefined;
  /** The value at the top of the file that it stands in. */
  readonly root: Node;
}

/** Servers that stand where their host does not look. */
export interface Stray {
  readonly why: Misplacement;
  readonly node: Node;
  readonly pointer: string;
  /** The key they stand under; undefined at the top of a file. */
  readonly key: TextNode | undefined;
}

/** The same, with what else a rule has to know of them. */
export interface Misplaced extends Stray {
  /** The value at the top of the file that they stand in. */
  readonly root: Node;
  readonly servers: readonly Server[];
}

export type Transport = 'stdio' | 'http' | 'sse' | 'ws';

/** One entry of a config. */
export interface Server {
  readonly name: string;
  /** The key it stands under; missing in lists, where the name is a field. */
  readonly nameNode: TextNode | undefined;
  readonly node: ObjectNode;
  readonly pointer: string;
  /** False for one that stands where its host does not look: its secrets leak all the same. */
  readonly read: boolean;
  /** Switched off in the file, by the host's own key. */
  readonly disabled: boolean;
  /** It stands in a comment: nothing can be edited there but what takes it out again. */
  readonly commented: boolean;
  readonly transport: Transport | undefined;
  readonly command: TextNode | undefined;
  /** The arguments that are strings, in order. */
  readonly args: readonly TextNode[];
  readonly env: readonly Entry[];
  readonly headers: readonly Entry[];
  readonly urls: readonly Place[];
  /** What the command line fetches and starts; undefined for a remote server. */
  readonly launch: Launch | undefined;
  /** Every string in the entry, each once, with what it is for: rules walk this list. */
  readonly places: readonly Place[];
  /** What follows from it. */
  readonly view: ServerView;
}

/** Where a statement about a word stands. */
export interface Spot {
  readonly span: Span;
  readonly pointer: string;
  readonly server: Server;
}

/** A variable that a server is started with, from `env` or from its command line. */
export interface Variable extends Spot {
  readonly name: string;
  /** '' while it is being typed. */
  readonly value: string;
  readonly entry?: Entry;
  readonly assignment?: Assignment;
}

/** What follows from an entry: each part is worked out when a rule first asks for it. */
export interface ServerView {
  /** Where its strings stand. */
  readonly pointers: ReadonlyMap<TextNode, string>;
  /** The names of variables and headers, by where their values stand. */
  readonly keys: ReadonlyMap<string, TextNode>;
  /** See `launchesOf`, `serverWords`, `serverFlags` and `variablesOf`. */
  readonly launches: readonly Launch[];
  readonly words: readonly Word[];
  readonly flags: readonly Flag[];
  readonly variables: readonly Variable[];
  /** The words that hold flags, by the words that hold their values. */
  readonly flagWords: ReadonlyMap<Word, Word>;
  /** The items of its lists. */
  readonly items: ReadonlyMap<Node, { readonly list: ArrayNode; readonly index: number }>;
  /** The properties one level down, by their keys. */
  readonly entries: ReadonlyMap<
    TextNode,
    { readonly object: ObjectNode; readonly property: Property }
  >;
  /** Every address in its strings. */
  readonly addresses: readonly { readonly tls: boolean; readonly host: string }[];
}

/** A name with a value: a variable or a header. */
export interface Entry {
  readonly key: TextNode;
  /** Undefined while it is being typed. */
  readonly value: Node | undefined;
  readonly pointer: string;
}

/** A string and what it is for. */
export interface Place {
  readonly role: Role;
  /** The variable, header or key it belongs to; '' for the command and bare arguments. */
  readonly name: string;
  readonly text: TextNode;
  readonly pointer: string;
  /** References in it, in any syntax. */
  readonly references: readonly Reference[];
  /** The server it stands in; undefined for a place outside of any. */
  readonly server: Server | undefined;
  /** For an argument: its index in the server's `args`. */
  readonly index: number;
}

/** A value VS Code asks for. */
export interface Input {
  readonly id: string;
  readonly node: ObjectNode;
  readonly pointer: string;
  readonly password: boolean;
}
