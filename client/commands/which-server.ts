import * as vscode from 'vscode';
import type { ServerParams } from '../../server/protocol.ts';
import { ItemNode } from '../checklist/item-node.ts';
import { ItemServerNode } from '../checklist/item-server-node.ts';
import { ServerNode } from '../servers/server-node.ts';

/** The server that a row, or who calls a command, is about; of several a person chooses one. */
export async function serverOf(node: unknown): Promise<ServerParams | undefined> {
  if (node instanceof ServerNode) return { uri: node.row.uri, server: node.row.name };
  if (isServer(node)) return node;
  const abouts =
    node instanceof ItemNode ? node.all : node instanceof ItemServerNode ? node.abouts : [];
  const servers = abouts.map(({ uri, server, path }) => ({
    label: server,
    description: path,
    uri,
    server,
  }));
  const [only] = servers;
  const placeHolder = vscode.l10n.t('Which server?');
  const chosen =
    servers.length === 1 ? only : await vscode.window.showQuickPick(servers, { placeHolder });
  return chosen && { uri: chosen.uri, server: chosen.server };
}

function isServer(node: unknown): node is ServerParams {
  return isObject(node) && typeof node.uri === 'string' && typeof node.server === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
