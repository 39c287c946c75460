import type { Runtime } from './runtime.ts';

type Paths = Pick<Runtime, 'pathOf' | 'uriOf'>;

/**
 * The one name by which a document is known here: its path, or what is readable of its URI where it is not on this
 * machine's disk (`untitled:Untitled-1`, `vscode-vfs://github/acme/app/.mcp.json`). Both tell the host.
 */
export function addressOf(runtime: Paths, uri: string): string {
  return runtime.pathOf(uri) ?? decode(uri);
}

/** The way back. */
export function uriOfAddress(runtime: Paths, address: string): string {
  // One letter is a Windows drive.
  return /^[a-z][\w+.-]+:/i.test(address) ? encodeURI(address) : runtime.uriOf(address);
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
