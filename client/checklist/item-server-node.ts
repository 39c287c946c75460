import * as vscode from 'vscode';
import type { ItemId } from '../../rules/findings/item-id.ts';
import type { ServerState } from '../../server/protocol.ts';
import { reviewBox } from '../tree/checkbox.ts';
import type { TreeNode } from '../tree/tree-node.ts';
import { runsOut, statusIcon, statusLabel } from './status.ts';

/** What a word is about: an item, for one server. */
export interface About {
  readonly item: ItemId;
  readonly question: string;
  readonly uri: string;
  readonly server: string;
  readonly path: string;
}

/** A row that stands for something a person can give a word on. */
export interface Attestable {
  readonly abouts: readonly About[];
}

interface Probeable {
  /** Whether a probe can tell something about the item. */
  readonly probeable: boolean;
}

/** A row of something that a person may have given a word on. */
export interface Spoken extends Attestable {
  /** What was said, to say it again where taking it back was a mistake. */
  readonly attestation: ServerState['attestation'];
  /** Whether that counts today. */
  readonly counts: boolean;
}

/** How one server stands to an item. What no machine can tell, a person says here. */
export class ItemServerNode implements TreeNode, Spoken {
  readonly parent: TreeNode;
  readonly id: string;
  readonly #state: ServerState & About & Probeable;

  constructor(parent: TreeNode, state: ServerState & About & Probeable) {
    this.parent = parent;
    this.id = `${parent.id}/${state.uri}#${state.server}`;
    this.#state = state;
  }

  get abouts(): readonly About[] {
    const { item, question, uri, server, path } = this.#state;
    return [{ item, question, uri, server, path }];
  }

  /** What was said, to say it again where taking it back was a mistake. */
  get attestation(): ServerState['attestation'] {
    return this.#state.attestation;
  }

  /** Whether what was said counts today. */
  get counts(): boolean {
    return this.#state.status === 'attested';
  }

  treeItem(): vscode.TreeItem {
    const { uri, server, path, status, text, attestation, probed, probeable } = this.#state;
    const item = new vscode.TreeItem(server);
    item.id = this.id;
    const seen = probed && probed.text !== '' && probed.says !== 'pass' ? probed.text : path;
    // What was seen to fail beats whatever somebody said.
    const isWord = attestation && probed?.says !== 'fail';
    item.description = isWord ? said(attestation, status === 'review' ? text : '') : seen;
    item.iconPath = statusIcon(status);
    item.tooltip = [`${server} · ${path}`, text, probed?.text === text ? '' : probed?.text]
      .filter(Boolean)
      .join('\n\n');
    const menu = probeable ? `.probe${menuOf(probed)}` : '';
    item.contextValue = `itemServer.${attestation ? 'said' : status.replaceAll(' ', '-')}${menu}`;
    const checkbox = this.#checkbox();
    if (checkbox) item.checkboxState = checkbox;
    const title = vscode.l10n.t('Open Config');
    item.command = { command: 'vscode.open', title, arguments: [vscode.Uri.parse(uri)] };
    const soon = attestation?.endsIn === undefined ? [] : [runsOut(attestation.endsIn)];
    const spoken = [text, ...soon].join(' ');
    item.accessibilityInformation = {
      label: vscode.l10n.t('{0} in {1}: {2}. {3}', server, path, statusLabel(status), spoken),
    };
    return item;
  }

  /** Only where a person's word changes something. */
  #checkbox(): ReturnType<typeof reviewBox> | undefined {
    const { status } = this.#state;
    const isReviewed = status === 'attested';
    return isReviewed || status === 'review'
      ? reviewBox(isReviewed, this.#state.server)
      : undefined;
  }

  children(): readonly TreeNode[] {
    return [];
  }
}

function menuOf(probed: ServerState['probed']): string {
  if (!probed) return '';
  return probed.isProbe ? '.probed' : '.asked';
}

type Said = NonNullable<ServerState['attestation']>;

/** Until when, who and how they know; of a word that counts no more, why. */
function said({ by, until, note, endsIn }: Said, why: string): string {
  if (why !== '') return why;
  const end = endsIn === undefined ? vscode.l10n.t('until {0}', until) : runsOut(endsIn);
  return [end, by, note].filter(Boolean).join(' · ');
}
