import { rules } from '../checks/index.ts';
import { projectRuleIds } from '../checks/project-ids.ts';
import type { PolicyWords } from '../policy/read.ts';
import { itemOf } from './index.ts';
import { PUBLISH_ITEMS } from './publish/item.ts';

/** The rules and items that a policy file may name. */
export const policyWords: PolicyWords = {
  rules: [...rules.map(({ meta }) => meta.id), ...projectRuleIds],
  hasItem: (id) => itemOf(id) !== undefined || isPublishItem(id),
};

function isPublishItem(id: string): boolean {
  const [list, number] = id.split('/');
  return list === 'publish' && Number(number) <= PUBLISH_ITEMS;
}
