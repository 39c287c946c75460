import type { FlatTree } from '../../rules/source/flat.ts';

/** Says to the bundle that it was loaded to serve a thread's parent. */
export const WORKER = 'mcp-checklist-project';

/** What the parent asks: a method of a folder, or of the service where no folder is named. */
export interface Asked {
  readonly id: number;
  readonly folder: number | null;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The folder's number for one that was opened; it is asked by that from then on. */
export interface Answered {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Says to the bundle that it was loaded to parse what another thread reads. */
export const PARSER = 'mcp-checklist-parser';

/** Some files to be parsed. */
export type ToParse = readonly { readonly path: string; readonly text: string }[];

/** The tree of each; undefined for what is to be parsed where it is read. */
export type Trees = readonly (FlatTree | undefined)[];
