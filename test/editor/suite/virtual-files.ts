import * as vscode from 'vscode';

/** A file system that is on no disk, as those of GitHub and of a playground are. */
export class VirtualFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #files: Map<string, Uint8Array>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(
      Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const),
    );
  }

  text(path: string): string {
    return Buffer.from(this.#files.get(path) ?? []).toString();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(path);
    const inside = [...this.#files.keys()].some((it) => it.startsWith(`${path}/`));
    if (!file && !inside) throw vscode.FileSystemError.FileNotFound(path);
    const type = file ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: file?.length ?? 0 };
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.#files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file;
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.#files.set(path, content);
  }

  createDirectory(): void {}

  delete({ path }: vscode.Uri): void {
    this.#files.delete(path);
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}
