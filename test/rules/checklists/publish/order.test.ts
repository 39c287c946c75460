import { expect, it } from 'vitest';
import type { Status } from '../../../../rules/checklists/checklist.ts';
import { sectionsOf } from '../../../../rules/checklists/publish/order.ts';

const item = (section: string, status: Status, severity: string) => ({ section, status, severity });

it('sections and items that block stand in front, advice behind what a person has to look at', () => {
  const items = [
    item('a', 'pass', 'high'),
    item('b', 'fail', 'info'),
    item('b', 'review', 'low'),
    item('c', 'not applicable', 'high'),
    item('d', 'fail', 'medium'),
    item('d', 'fail', 'high'),
    item('d', 'pass', 'low'),
    item('e', 'review', 'high'),
  ];
  const order = sectionsOf(items).map(({ section, items: own }) => [
    section,
    ...own.map(({ status, severity }) => `${status} ${severity}`),
  ]);
  expect(order).toEqual([
    ['d', 'fail high', 'fail medium', 'pass low'],
    ['e', 'review high'],
    ['b', 'review low', 'fail info'],
    ['a', 'pass high'],
    ['c', 'not applicable high'],
  ]);
});
