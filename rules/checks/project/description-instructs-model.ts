import { defineProjectRule } from '../../engine/project-rule.ts';
import { hasHidden } from '../../text/tool-words.ts';

/** Orders that are not about using the tool. The order of a server's own tools, and advice on arguments, are none. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|override|forget) (?:all |any |the |your ){0,3}(?:previous|prior|earlier|above|system|other) (?:instructions?|prompts?|rules)\b/i,
  // Not "never tell the user that … is unsupported": that is about using the tool.
  /\b(?:do not|don't|never) (?:tell|inform|notify|alert) (?:the )?(?:user|person|human)(?: (?:about|what|of|this|anything|that you|you)\b|[.!,;\n]|$)/i,
  /\bwithout (?:telling|informing|notifying|asking) (?:the )?(?:user|person|human)\b/i,
  /\b(?:hide|conceal|keep) (?:this|it) (?:secret )?from (?:the )?(?:user|person|human)\b/i,
  /<(?:IMPORTANT|SYSTEM|INSTRUCTIONS?|SECRET)>/,
];
export const descriptionInstructsModel = defineProjectRule({
  meta: {
    id: 'description-instructs-model',
    items: ['publish/30'],
    severity: 'warning',
    tier: 'default',
    fix: 'none',
    since: '0.3.0',
    finds: 'descriptions of tools that give orders to the model, or hide text from people',
    why: 'That is how poisoned tools work: hosts and directories refuse servers that do it.',
    standards: { cwe: [94, 1427], owaspMcp: ['MCP03'], owaspLlm: ['LLM01'], cosai: [] },
  },
  messages: {
    orders:
      'The description of {tool} gives the model an order that is not about using it. Say what it does.',
    hidden: 'The description of {tool} holds characters that nobody sees. Take them out.',
  },
  check({ project, report }) {
    for (const { name: tool, description } of project.tools) {
      const message = misleading(description?.value);
      if (description && message) report({ message, data: { tool }, at: description.at });
    }
  },
});

/**
 * Whether a description hides text from people, or gives the model an order that is not about using the tool; undefined
 * where it does neither, and where only a run tells what it says.
 */
export function misleading(
  description: string | null | undefined,
): 'hidden' | 'orders' | undefined {
  if (typeof description !== 'string') return undefined;
  if (hasHidden(description)) return 'hidden';
  const line = description.replace(/\s+/g, ' ');
  return ORDERS.some((order) => order.test(line)) ? 'orders' : undefined;
}
