import type { PublishItem } from './item.ts';
import { codeItems } from './items/code.ts';
import { docItems } from './items/docs.ts';
import { operationItems } from './items/operation.ts';
import { qualityItems } from './items/quality.ts';

/** Is this server project fit to be published? 63 items, in the order of their sections. */
export const publishItems: readonly PublishItem[] = [
  ...codeItems,
  ...qualityItems,
  ...docItems,
  ...operationItems,
];
