import type { PackageSource } from '../../catalog/libraries.ts';
import type { SourceModule } from '../../source/model.ts';

/** Python modules that are called otherwise than the package that brings them. */
const PYTHON: Readonly<Record<string, string>> = {
  jwt: 'pyjwt',
  jose: 'python-jose',
  bs4: 'beautifulsoup4',
  yaml: 'pyyaml',
  psycopg2: 'psycopg2-binary',
  mysql: 'mysql-connector-python',
  MySQLdb: 'mysqlclient',
  dotenv: 'python-dotenv',
  multipart: 'python-multipart',
  magic: 'python-magic',
  nacl: 'pynacl',
  pythonjsonlogger: 'python-json-logger',
  ddtrace: 'ddtrace',
  datadog: 'datadog',
  clickhouse_connect: 'clickhouse-connect',
  sqlite3: 'sqlite3',
};

/** A package that a file imports, under the name its registry knows. */
export interface ImportedPackage {
  readonly source: PackageSource;
  readonly name: string;
  readonly from: string;
  readonly start: number;
  readonly end: number;
}

/** The packages a file imports; what belongs to the project itself is among them and told apart by nobody here. */
export function packagesOf(module: SourceModule): readonly ImportedPackage[] {
  return module.imports.flatMap(({ from, start, end, typeOnly }) => {
    const found = typeOnly ? undefined : packageOf(module.language, from);
    return found ? [{ ...found, from, start, end }] : [];
  });
}

function packageOf(
  language: SourceModule['language'],
  from: string,
): { readonly source: PackageSource; readonly name: string } | undefined {
  if (language === 'go') return { source: 'go', name: from };
  if (language === 'python') {
    if (from.startsWith('.')) return undefined;
    const top = from.split('.')[0] ?? '';
    return { source: 'pypi', name: PYTHON[top] ?? top.toLowerCase().replaceAll('_', '-') };
  }
  if (/^[./#~]|^@\//.test(from)) return undefined;
  const bare = from.replace(/^(?:npm:|node:)/, '').replace(/(?<=.)@[\d^~][^/]*/, '');
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(bare)?.[0] ?? bare;
  return { source: 'npm', name };
}
