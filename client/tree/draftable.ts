import type { DraftParams } from '../../server/protocol.ts';

/** A row that help is offered for. */
export interface Draftable {
  readonly draftable: DraftParams & { readonly title: string };
}
