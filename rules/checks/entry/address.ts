import { faultOfAddress } from '../../config/addresses.ts';
import type { Server } from '../../config/config.ts';
import { replaceInText } from '../../document/edit.ts';
import { pointerTo } from '../../document/node.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { safe, sentence } from '../../secrets/safe.ts';
import type { Context } from './invalid-messages.ts';

const WORDS = { blanks: 'addressBlanks', scheme: 'addressScheme', unknown: 'address' } as const;

/** An address that no host can reach: "fetch failed" is all that people are told of it. */
export function checkAddress({ config, report }: Context, server: Server): void {
  for (const { text, pointer } of server.urls) {
    const fault = faultOfAddress(text.value);
    const isOwn = (key: string): boolean => pointer === pointerTo(server.pointer, key);
    if (!fault || !config.host.fields.url.some(isOwn)) continue;
    const { kind, start, end, meant } = fault;
    const scheme = meant === undefined ? undefined : /^[a-z]+:\/\//.exec(meant)?.[0];
    const title =
      kind === 'blanks' || scheme === undefined
        ? sentence`Remove the blanks`
        : sentence`Write ${safe.name(scheme)} in front`;
    const fix: FixDraft = {
      id: 'address',
      title,
      kind: 'review',
      preferred: true,
      edits: () => [replaceInText(text, 0, text.value.length, meant ?? '')],
    };
    report({
      message: WORDS[kind],
      data: { host: config.host.label },
      span: text.spanOf(start, end),
      pointer,
      server,
      severity: kind === 'blanks' ? 'warning' : 'error',
      fixes: meant === undefined ? [] : [fix],
    });
  }
}
