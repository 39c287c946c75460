import { defineRule } from '../../engine/rule.ts';

export const incompleteCheck = defineRule({
  meta: {
    id: 'incomplete-check',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'none',
    since: '0.1.0',
    disabledServers: true,
    finds: 'a config of which not everything was checked, or listed',
    why: 'What nobody has seen is not in order; a file this large or this odd may have been made to hide something.',
    needsFacts: true,
    standards: { cwe: [400, 770], owaspMcp: [], owaspLlm: ['LLM10'], cosai: ['MCP-T10'] },
  },
  messages: {
    cut: '{count} more findings are not listed. Fix these {listed}, then check again.',
    stopped: 'This file took too long and is not fully checked. Split it.',
  },
  last: 2,
  check({ config, extent, report }) {
    const span = { start: 0, end: Math.min(1, config.document.text.length) };
    if (extent.stopped) report({ message: 'stopped', data: {}, span, pointer: '' });
    if (extent.unlisted === 0) return;
    const data = { count: String(extent.unlisted), listed: String(extent.listed) };
    // As bad as the worst of them: the list being long is no offence of its own.
    report({ message: 'cut', data, span, pointer: '', severity: extent.worst ?? 'error' });
  },
});
