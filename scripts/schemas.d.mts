/** A JSON Schema, and whose files it is for. */
export interface HostSchema {
  readonly name: string;
  readonly text: string;
  readonly fileMatch: readonly string[];
}
export function schemas(): readonly HostSchema[];
export function jsonValidation(): readonly {
  readonly fileMatch: readonly string[];
  readonly url: string;
}[];
export function writeSchemas(): void;

/** The files of hosts that write something else than JSON, as globs. */
export function otherFormats(): string[];

/** Where hosts look below a folder, for files that are about nothing but MCP. */
export function rootFiles(): string[];

/** The language of the files of hosts that write TOML. */
export function languages(): readonly {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly filenamePatterns: readonly string[];
}[];
