export interface UvIndexes {
  readonly main: string | undefined;
  readonly extra: readonly string[];
}

/**
 * The indexes of a `uv.toml` (https://docs.astral.sh/uv/reference/settings/#index). Only the lines that name
 * them are read, which is less than TOML and all that uv's own documents show.
 */
export function readUvToml(text: string): UvIndexes {
  let table: Record<string, string> = {};
  const top = table;
  const indexes: Record<string, string>[] = [];
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*(\[\[?)\s*([\w.-]+)\s*\]/.exec(line);
    if (header) {
      table = {};
      if (header[1] === '[[' && header[2] === 'index') indexes.push(table);
      continue;
    }
    const [, key, value] = /^\s*([\w-]+)\s*=(.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) table[key] = value.trim();
  }
  const listed = indexes.filter(({ explicit }) => !isTrue(explicit));
  const named = ({ name, url }: Record<string, string>) => {
    const [label] = strings(name);
    return strings(url).map((address) => (label === undefined ? address : `${label}=${address}`));
  };
  return {
    main: [
      ...listed.filter((index) => isTrue(index.default)).flatMap(named),
      ...strings(top['index-url']),
    ][0],
    extra: [
      ...listed.filter((index) => !isTrue(index.default)).flatMap(named),
      ...strings(top['extra-index-url']),
    ],
  };
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^true\b/.test(value);
}

/** The quoted strings of a value, be it one or a list on one line. */
function strings(value: string | undefined): string[] {
  const found = [...(value ?? '').matchAll(/"([^"]*)"|'([^']*)'|#.*/g)];
  return found.flatMap(([, double, single]) => double ?? single ?? []);
}
