import { defineProjectRule } from '../../engine/project-rule.ts';
import { openPages } from '../../project/signals/open-pages.ts';

export const htmlFromVariable = defineProjectRule({
  meta: {
    id: 'html-from-variable',
    items: ['publish/7'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'a value of a request on a page, as it came',
    why: 'A script in it runs beside the login, and acts as whoever opened the page.',
    standards: { cwe: [79], owaspMcp: ['MCP05'], owaspLlm: ['LLM05'], cosai: [] },
  },
  messages: {
    page: 'This value stands on the page as it came. Escape it.',
  },
  check({ signals, report }) {
    for (const at of openPages(signals)) report({ message: 'page', data: {}, at });
  },
});
