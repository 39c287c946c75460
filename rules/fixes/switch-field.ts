import type { Config, Server } from '../config/config.ts';
import { removeProperty, replaceInText, replaceValue } from '../document/edit.ts';
import { type Property, property } from '../document/node.ts';
import type { FixDraft } from '../findings/finding.ts';
import { safe, sentence } from '../secrets/safe.ts';

/** Puts the switch of this host in place of another host's; takes that out where this host has none in the file. */
export function switchFix(
  { document, host }: Config,
  { node }: Server,
  found: Property,
): readonly FixDraft[] {
  const { key, value } = found;
  const { off } = host;
  if (!value) return [];
  if (!off) {
    return [
      {
        id: 'remove',
        title: sentence`Remove "${safe.name(key.value)}", which has no effect`,
        kind: 'review',
        // It tells people something wrong, but what they want is the server off.
        preferred: false,
        edits: () => [removeProperty(document, node, found)],
      },
    ];
  }
  if (property(node, off.key)) return [];
  return [
    {
      id: 'rename',
      title: sentence`Switch it off: "${safe.name(off.key)}": ${safe.name(String(off.value))}`,
      kind: 'review',
      preferred: true,
      edits: () => [
        replaceInText(key, 0, key.value.length, off.key),
        replaceValue(document, value, off.value),
      ],
    },
  ];
}
