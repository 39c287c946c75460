import type { Transport } from '../code/transports.ts';
import type { Variable } from '../code/variables.ts';
import { isSecretName } from '../code/variables.ts';
import { Docs } from '../docs/docs.ts';
import type { Manifest } from '../manifests/manifest.ts';
import type { ServerProject } from '../project.ts';
import { Tests } from '../tests/tests.ts';
import type { Place } from '../tools/tool.ts';
import { at, Code } from './code.ts';
import { type Listener, listenersIn, type UpstreamCall, upstreamCalls } from './network.ts';
import { plainPlaces } from './plain.ts';
import { type SqlCall, sqlCalls } from './sql.ts';
import { countedIn, telemetryOf } from './telemetry.ts';

/** A credential that the server asks for: a variable, an option, or a setting of its listing. */
export interface Credential {
  readonly name: string;
  readonly at: Place;
  readonly variable: Variable | null;
}

/** No code of the server loads them: a program of its own runs them, in their order. */
const MIGRATION =
  /(?:^|\/)(?:alembic|migrations?)\/(?:[^/]{1,100}\/){0,3}[^/]{1,200}\.(?:py|[cm]?[jt]s)$/i;

/** Of a token; of a schema others ask as well. */
export const INTROSPECTS = /^_?introspect(?:_?(?:access_?|opaque_?|bearer_?)?token\w*)?$/i;

/** What there is in a project, each asked for once: what applies to it is decided by these. */
export class Signals {
  readonly project: ServerProject;
  readonly code: Code;
  readonly docs: Docs;
  readonly tests: Tests;
  readonly #memo = new Map<string, unknown>();

  constructor(project: ServerProject) {
    this.project = project;
    this.code = new Code(project);
    this.docs = new Docs(project);
    this.tests = new Tests(project);
  }

  #once<T>(key: string, make: () => T): T {
    if (!this.#memo.has(key)) this.#memo.set(key, make());
    return this.#memo.get(key) as T;
  }

  get stdio(): readonly Transport[] {
    return this.project.transports.filter(({ kind }) => kind === 'stdio');
  }

  /** Whether others reach it over the network. */
  get http(): readonly Place[] {
    return this.#once('http', () => {
      const own = this.project.transports.filter(({ kind }) => kind !== 'stdio').map((it) => it.at);
      if (own.length > 0 || this.project.transports.length > 0) return own;
      return this.manifests('server.json').flatMap(({ file, transports }) =>
        transports.filter(({ value }) => value !== 'stdio').map((it) => ({ file, span: it.at })),
      );
    });
  }

  /** Settings of a platform that runs it and ends TLS. */
  get platform(): readonly Place[] {
    return this.manifests('platform').map(({ file }) => ({ file, span: { start: 0, end: 0 } }));
  }

  get credentials(): readonly Credential[] {
    return this.#once('credentials', () => {
      const read = this.project.variables
        .filter(({ secret }) => secret)
        .map((variable) => ({ name: variable.name, at: variable.at, variable }));
      const declared = this.project.manifests.flatMap(({ file, inputs }) =>
        inputs
          .filter(({ name, marked }) => marked || isSecretName(name))
          .map(({ name, at: span }) => ({ name, at: { file, span }, variable: null })),
      );
      return [...read, ...declared];
    });
  }

  /** Where tokens of callers are made or looked over. */
  get callerTokens(): readonly Place[] {
    return this.#once('callerTokens', () =>
      this.code
        .calls(
          /(?:^|\.)(?:jwtVerify|createRemoteJWKSet|SignJWT|requireBearerAuth|introspect(?:_?(?:access_?)?token)?|verifyAccessToken|verify_token|ParseWithClaims|OAuthProvider|OAuthProxy|JWTVerifier|BearerAuthProvider|RemoteAuthProvider|withMcpAuth)$|^oidc\.(?:NewProvider|NewVerifier|NewRemoteKeySet)$|^(?:jwt|jsonwebtoken|jose)\.(?:verify|sign|decode|encode)$/,
        )
        .map(({ call, module }) => at(module, call))
        .concat(this.code.functions(INTROSPECTS).map(([module, fn]) => at(module, fn.nameAt ?? fn)))
        .concat(plainPlaces(this.project, 'token')),
    );
  }

  get upstream(): readonly UpstreamCall[] {
    return this.#once('upstream', () => upstreamCalls(this.code));
  }

  /** Whether anything of it goes over the network to a service that is not on this machine. */
  get services(): readonly Place[] {
    return this.#once('services', () => {
      const calls = this.upstream.map((call) => call.at);
      const libraries = this.code
        .uses('http-client', 'own-backend', 'document-client', 'shared-store')
        .flatMap(({ imports }) => imports.slice(0, 1));
      const secrets = this.apiCredentials.map((credential) => credential.at);
      const plain = plainPlaces(this.project, 'upstream');
      return [...calls, ...libraries, ...this.databases, ...secrets, ...plain];
    });
  }

  /** Credentials for a service with an API, not for a database or for callers. */
  get apiCredentials(): readonly Credential[] {
    return this.credentials.filter(
      ({ name }) =>
        !/(?:database|db|postgres\w{0,20}|mysql|mongo\w{0,20})_?(?:url|uri|password|user)|jwt|session|cookie|signing|encryption|keyless|proxy|challenge/i.test(
          name,
        ),
    );
  }

  /** Databases that are reached over the network. */
  get databases(): readonly Place[] {
    return this.code
      .uses('sql-client', 'sql-builder')
      .filter(({ name }) => !/sqlite|duckdb/i.test(name))
      .flatMap(({ imports }) => imports.slice(0, 1));
  }

  get listeners(): readonly Listener[] {
    return this.#once('listeners', () => listenersIn(this.code));
  }

  get statements(): readonly SqlCall[] {
    return this.#once('statements', () => (this.sql.length > 0 ? sqlCalls(this.code) : []));
  }

  /** Where an SQL client is brought in. */
  get sql(): readonly Place[] {
    return this.#once('sql', () => {
      const libraries = this.code
        .uses('sql-client', 'sql-builder')
        .flatMap(({ imports }) => imports.slice(0, 2));
      const standard = this.code.each('imports of databases', ({ module }) =>
        module.imports
          .filter(({ from }) => /^(?:sqlite3|database\/sql|node:sqlite|bun:sqlite)$/.test(from))
          .map((each) => at(module, each)),
      );
      return [...libraries, ...standard, ...plainPlaces(this.project, 'sql')];
    });
  }

  get telemetry(): readonly Place[] {
    return this.#once('telemetry', () => telemetryOf(this.code, this.upstream));
  }

  /** Tables that the project makes itself. */
  get ownTables(): readonly Place[] {
    return this.#once('ownTables', () => {
      const migrations = [...this.project.files.values()].flatMap(({ path, text, role }) => {
        if (
          !(/\.sql$/i.test(path) || MIGRATION.test(path)) ||
          role === 'test' ||
          role === 'example' ||
          /seed|testdata/i.test(path)
        )
          return [];
        const found = /\bCREATE\s+TABLE\b|\b(?:op|knex|schema)\.create_?table\(/i.exec(text);
        return found
          ? [{ file: path, span: { start: found.index, end: found.index + found[0].length } }]
          : [];
      });
      const run = this.statements.filter(({ statement }) =>
        /^\s*CREATE\s+TABLE\b/i.test(statement ?? ''),
      );
      const made = this.code
        .calls(
          /^(?:op|knex|schema|knex\.schema|db\.schema|\w{1,20}\.schema)\.(?:create_?table|createTable)$|^(?:pgTable|sqliteTable|mysqlTable)$/i,
        )
        .map(({ call, module }) => at(module, call));
      return [
        ...migrations,
        ...run.map((call) => call.at),
        ...made,
        ...plainPlaces(this.project, 'table'),
      ];
    });
  }

  /** Where it counts calls for those who run it. */
  get counted(): readonly Place[] {
    return this.#once('counted', () => countedIn(this.code));
  }

  /** The texts of the project's own schema. */
  get schemaText(): string {
    return this.#once('schemaText', () => {
      const files = new Set(this.ownTables.map(({ file }) => file));
      return [...files].map((file) => this.project.files.get(file)?.text ?? '').join('\n');
    });
  }

  /** Whether its own store holds what belongs to persons: accounts, addresses, other people's tokens. */
  get personalData(): readonly Place[] {
    if (this.http.length === 0 || this.ownTables.length === 0) return [];
    return /\b(?:users?|accounts?|e?mail|phone|address|password|(?:access|refresh|api)_?tokens?)\b/i.test(
      this.schemaText,
    )
      ? this.ownTables
      : [];
  }

  /** Pages that the server makes and sends: texts with markup and gaps. */
  get pages(): readonly Place[] {
    return this.#once('pages', () =>
      this.code
        .each('parts of pages with gaps', ({ texts }) =>
          texts.filter(
            ({ text }) =>
              text.includes('\u0000') && /<(?:!doctype|html|body|form|h1|title|div)\b/i.test(text),
          ),
        )
        .filter(({ module }) => this.sendsHtml(module.path))
        .map(({ expression, module }) => at(module, expression))
        .concat(plainPlaces(this.project, 'page')),
    );
  }

  sendsHtml(path: string): boolean {
    const text = this.project.files.get(path)?.text ?? '';
    return /text\/html|\bHTMLResponse\b|\bc\.html\(|\.type\(['"]html/.test(text);
  }

  get cookies(): readonly Place[] {
    return this.#once('cookies', () => [
      ...this.code
        .each('headers that set cookies', ({ keys, calls, module }) => [
          ...keys
            .filter(({ key }) => /^set-cookie$/i.test(key))
            .map(({ start, end }) => ({ module, start, end })),
          ...calls
            .filter(
              ({ name, call: { args } }) =>
                /^(?:setHeader|appendHeader|append|set|header|Set|Add)$/.test(name) &&
                args[0]?.value.kind === 'text' &&
                /^set-cookie$/i.test(args[0].value.value),
            )
            .map(({ call: { start, end } }) => ({ module, start, end })),
        ])
        .map(({ module, start, end }) => at(module, { start, end })),
      ...this.code
        .calls(
          /^(?:res|response|reply|c|ctx)\.(?:cookie|setCookie|set_cookie)$|^setCookie$|^http\.SetCookie$/,
        )
        .map(({ call, module }) => at(module, call)),
      ...plainPlaces(this.project, 'cookie'),
    ]);
  }

  manifests(...kinds: readonly Manifest['kind'][]): readonly Manifest[] {
    return this.project.manifests.filter(({ kind }) => kinds.includes(kind));
  }

  /** Whether what its tools do stands in code of a language that is only listed. */
  get isListedOnly(): boolean {
    const unread = new Set(this.project.unread);
    return this.project.tools.some((tool) => unread.has(tool.at.file));
  }

  /** Whether tools are known: in languages that are listed only, or at run time, some may be missing. */
  get toolsKnown(): boolean {
    return this.project.tools.length > 0 && this.project.dynamicTools.length === 0;
  }
}
