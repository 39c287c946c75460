/** Every way of writing "look the value up when the server starts", by any host, shell or secrets manager. */
export type SyntaxId =
  /** `${input:id}`: asked for once, then kept in the editor's secret storage. */
  | 'input'
  /** `${env:NAME}` */
  | 'env-colon'
  /** `${env.NAME}` */
  | 'env-dot'
  /** `${NAME}` */
  | 'brace'
  /** `${NAME:-default}` */
  | 'brace-default'
  /** `${NAME:default}`, its name in capitals: others have words of their own in front of a colon. */
  | 'colon-default'
  /** `$NAME` */
  | 'dollar'
  /** `{env:NAME}` */
  | 'curly-env'
  /** `{file:path}` */
  | 'curly-file'
  /** `${file:path}` */
  | 'file-colon'
  /** `${workspaceFolder}`, `${userHome}`, `${config:…}`: no secret is behind these. */
  | 'vscode-variable'
  /** `${user_config.key}`, in desktop extensions and plugins. */
  | 'user-config'
  /** `${{ secrets.NAME }}` */
  | 'expression'
  /** `{{name}}` */
  | 'mustache'
  /** `%NAME%` */
  | 'percent'
  /** `$env:NAME`, `$input:id`, `${process.env.NAME}`: written by people, resolved by no host. */
  | 'mistaken'
  /** `$(command)` and the same in back-ticks, which a shell resolves; `${cmd: command}`, which hosts of editors do. */
  | 'command'
  /** `op://vault/item/field` and its like: resolved by a secrets manager that wraps the command. */
  | 'secret-uri'
  /** No text at all: the name of a variable under a key of its own, as Codex wants it. */
  | 'key';

/** A reference inside a string. Offsets are UTF-16 code units of that string. */
export interface Reference {
  readonly syntax: SyntaxId;
  /** The variable, input or path it names. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the default of `${NAME:-default}` or `${NAME:default}` stands: literal text, and so a place for a secret. */
  readonly fallback?: { readonly start: number; readonly end: number };
}
