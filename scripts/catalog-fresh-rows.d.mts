export interface OsvRecord {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly withdrawn?: string;
  readonly database_specific?: { readonly cwe_ids?: readonly string[] };
  readonly affected?: readonly {
    readonly package?: { readonly ecosystem?: string; readonly name?: string };
    readonly ranges?: readonly {
      readonly type: string;
      readonly events: readonly Record<string, string>[];
    }[];
  }[];
}
export interface Row {
  readonly ids: readonly string[];
  readonly affected: string;
  readonly fixed: string | null;
  readonly cwe: readonly number[];
}
export function rowOf(
  record: OsvRecord,
  wanted: { readonly ecosystem: string; readonly name: string },
): Row | undefined;
export function withRows(
  source: string,
  news: Readonly<Record<string, readonly Row[]>>,
  month: string,
): string;
