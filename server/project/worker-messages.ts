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
