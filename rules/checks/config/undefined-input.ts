import { defineRule } from '../../engine/rule.ts';
import type { Fix } from '../../findings/finding.ts';
import { defineInput } from '../../fixes/write-reference.ts';
import { safe, sentence } from '../../secrets/safe.ts';

export const undefinedInput = defineRule({
  meta: {
    id: 'undefined-input',
    items: [],
    severity: 'error',
    tier: 'default',
    disabledServers: false,
    finds: 'a reference to an input that the file does not define',
    why: 'Without a definition nobody is asked for the value, and the server does not start.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    missing: 'No input "{id}" is defined, so nobody is asked for it and the server does not start.',
  },
  check({ config, report }) {
    // An unknown host may keep its inputs elsewhere, and a settings file has several lists.
    if (!config.host.inputs || config.host.id === 'generic') return;
    const defined = new Set(config.inputs.map(({ id }) => id));
    for (const server of config.servers) {
      for (const place of server.places) {
        for (const { syntax, name, start, end } of place.references) {
          if (syntax !== 'input' || defined.has(name)) continue;
          const edit = defineInput(config, name);
          const fix: Fix = {
            id: 'define-input',
            title: sentence`Define the input "${safe.name(name)}"`,
            safe: true,
            preferred: true,
            edits: () => (edit ? [edit] : []),
          };
          report({
            message: 'missing',
            data: { id: name },
            span: place.text.spanOf(start, end),
            pointer: place.pointer,
            server,
            fixes: edit ? [fix] : [],
          });
        }
      }
    }
  },
});
