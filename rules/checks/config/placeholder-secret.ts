import type { Place } from '../../config/config.ts';
import { isServerJson, isTemplate } from '../../config/server-json.ts';
import { defineRule } from '../../engine/rule.ts';
import { referenceFixes } from '../../fixes/reference.ts';
import type { ReferenceKeys } from '../../hosts/host.ts';
import { exampleOf } from '../../hosts/net.ts';

export const placeholderSecret = defineRule({
  meta: {
    id: 'placeholder-secret',
    subject: 'config',
    items: ['production/1'],
    severity: 'information',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a placeholder such as `YOUR_API_KEY` where a credential belongs',
    why: 'The next thing to happen here is that somebody pastes the real one in its place.',
    standards: { cwe: [798], owaspMcp: ['MCP01'], owaspLlm: ['LLM02'], cosai: ['MCP-T1'] },
  },
  messages: {
    named: '{name} is a placeholder. Put a reference here, not the real value.',
    bare: 'A placeholder for a credential. Put a reference here, not the real value.',
  },
  check({ config, credentials, path, report }) {
    // An example is full of them on purpose: whoever copies it puts their own in.
    if (path !== undefined && exampleOf(path.replaceAll('\\', '/')) !== undefined) return;
    for (const found of credentials) {
      if (found.verdict !== 'placeholder') continue;
      const { place } = found;
      // A variable of the registry's: undefined-input says whether it is declared.
      if (isServerJson(config) && isTemplate(place.text.value.slice(found.start, found.end)))
        continue;
      if (isName(config.host.references.keys, place)) continue;
      report({
        message: place.name === '' ? 'bare' : 'named',
        data: { name: place.name },
        span: place.text.spanOf(found.start, found.end),
        pointer: place.pointer,
        server: place.server,
        confidence: found.confidence,
        credential: found,
        fixes: referenceFixes(config, found),
      });
    }
  },
});

/** The name of a variable, under a key that wants one: `env_http_headers = { X-Api-Key = "MY_API_KEY" }`. */
function isName(keys: ReferenceKeys = {}, { pointer, text }: Place): boolean {
  const steps = pointer.split('/');
  const named = Object.values(keys).flatMap((key: string | Readonly<Record<string, string>>) =>
    typeof key === 'string' ? key : Object.values(key),
  );
  return /^\w+$/.test(text.value) && named.some((key) => steps.includes(key));
}
