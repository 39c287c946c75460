import type { PackageSource, Purpose } from '../catalog/libraries.ts';
import type { EntryPoint } from './code/entries.ts';
import type { ImportGraph } from './code/graph.ts';
import type { CallSite, PathSite, TextSite } from './code/sites.ts';
import type { Transport } from './code/transports.ts';
import type { Variable } from './code/variables.ts';
import type { FileFacts } from './files/facts.ts';
import type { FileRole } from './files/role.ts';
import type { Given, Manifest } from './manifests/manifest.ts';
import type { Sources } from './names/sources.ts';
import type { DynamicTools, Place, Tool } from './tools/tool.ts';

/** A library that a project declares or imports, with the purposes the catalog knows for it. */
export interface Library {
  readonly name: string;
  readonly source: PackageSource;
  readonly purposes: readonly Purpose[];
  /** In a manifest, or else where it is imported. */
  readonly at: Place;
  /** Declared for building or testing only. */
  readonly dev: boolean;
  /** Where code of the server imports it. */
  readonly imports: readonly Place[];
}

/** How a file runs: in a process that talks over standard input and output, or in one that listens. */
export type Mode = 'stdio' | 'http';

/** The source of one MCP server, read from its files and nothing else. Frozen; made anew when a file changes. */
export interface ServerProject {
  /** The folder of its manifest, from the root of what was read; '' is that root. */
  readonly root: string;
  readonly name: string;
  readonly version: Given | null;
  readonly languages: readonly string[];
  /** Its files and those of the repository that are about it: see {@link partOf}. By path. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** What code of languages that are read says, for looking names up. */
  readonly sources: Sources;
  readonly manifests: readonly Manifest[];
  readonly libraries: readonly Library[];
  readonly sdks: readonly Library[];
  readonly transports: readonly Transport[];
  readonly tools: readonly Tool[];
  readonly dynamicTools: readonly DynamicTools[];
  readonly variables: readonly Variable[];
  readonly entries: readonly EntryPoint[];
  readonly graph: ImportGraph;
  /** What each file is for; a file that only a command line or nothing loads is no server code. */
  readonly roles: ReadonlyMap<string, FileRole>;
  /** In which ways a file of the server runs; empty where no entry point loads it. */
  readonly modes: ReadonlyMap<string, ReadonlySet<Mode>>;
  /** Whether entry points are known, so that a file nothing loads is dead. */
  readonly entriesKnown: boolean;
  /** Code that the server runs, as it was met in all files of role `server`. */
  readonly code: {
    readonly calls: readonly CallSite[];
    readonly texts: readonly TextSite[];
    readonly paths: readonly PathSite[];
  };
  /** Whether some of its code is in a language that is only listed, not read. */
  readonly unread: readonly string[];
}
