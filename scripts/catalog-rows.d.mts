export interface Claim {
  readonly affected?: string;
  readonly fixed?: string | null;
  readonly named?: string;
}
export interface Row {
  readonly name: string;
  readonly claims: readonly Claim[];
}
export interface Published {
  readonly versions: readonly string[];
  readonly deprecated?: string;
}
export interface Catalogs {
  readonly servers: readonly { readonly npm?: readonly string[] }[];
  readonly advisories: Readonly<
    Record<string, readonly { readonly affected: string; readonly fixed: string | null }[]>
  >;
  readonly movedPackages: Readonly<
    Record<
      string,
      {
        readonly became: string;
        readonly successor?: string;
      }
    >
  >;
}
export function rowsOf(catalogs: Catalogs): {
  readonly rows: readonly Row[];
  readonly skipped: readonly string[];
};
export function judgeRow(
  row: Row,
  published: Published | undefined,
): { readonly failures: readonly string[]; readonly notes: readonly string[] };
export function overdue(checked: Readonly<Record<string, string>>, now: number): string[];
