// npm's own modules come without types. These are the parts used here.

declare module '@npmcli/config' {
  class Config {
    constructor(options: {
      readonly definitions: unknown;
      readonly shorthands: unknown;
      readonly flatten: unknown;
      readonly nerfDarts: readonly string[];
      readonly npmPath: string;
      readonly env: Record<string, string | undefined>;
      readonly argv: readonly string[];
      readonly execPath: string;
      readonly cwd: string;
      readonly warn: boolean;
    });
    readonly globalPrefix: string;
    readonly flat: Record<string, unknown>;
    /** What each source says, before variables are put in and files are read. */
    readonly data: ReadonlyMap<string, { readonly raw?: Readonly<Record<string, unknown>> }>;
    load(): Promise<void>;
  }
  export = Config;
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const definitions: {
    readonly definitions: unknown;
    readonly shorthands: unknown;
    readonly flatten: unknown;
    readonly nerfDarts: readonly string[];
  };
  export = definitions;
}

declare module 'npm-registry-fetch' {
  interface Auth {
    readonly token?: string | null;
    readonly auth?: string | null;
    readonly cert?: string | null;
    readonly key?: string | null;
  }
  interface RegistryFetch {
    pickRegistry(spec: string, options: Record<string, unknown>): string;
    getAuth(uri: string, options: Record<string, unknown>): Auth;
  }
  const fetch: RegistryFetch;
  export = fetch;
}

declare module 'ini' {
  export function parse(text: string): Record<string, unknown>;
}

declare module 'make-fetch-happen' {
  interface Response {
    readonly status: number;
    readonly headers: { get(name: string): string | null };
    readonly body: AsyncIterable<Uint8Array> & { destroy(error?: Error): void };
  }
  function fetch(uri: string, options: Record<string, unknown>): Promise<Response>;
  export = fetch;
}

declare module 'hosted-git-info' {
  class HostedGit {
    static fromUrl(url: string): HostedGit | undefined;
    /** How it was written: `shortcut`, `https`, `ssh` … */
    readonly default: string;
    https(): string;
  }
  export = HostedGit;
}
