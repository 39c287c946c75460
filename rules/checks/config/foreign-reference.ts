import type { Config, Place } from '../../config/config.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { planReference } from '../../fixes/write-reference.ts';
import { writeReference } from '../../references/spell.ts';
import type { Reference, SyntaxId } from '../../references/syntax.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** Looked up by somebody other than the host: a shell, the server itself, a template that makes this file. */
const SOMEBODY_ELSES: ReadonlySet<SyntaxId> = new Set([
  'mustache',
  'expression',
  'vscode-variable',
]);

export const foreignReference = defineRule({
  meta: {
    id: 'foreign-reference',
    subject: 'config',
    items: [],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'a reference in a syntax that the host does not resolve',
    why: 'The server gets the text of the reference instead of the value, and fails far away from the cause.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages: {
    syntax: '{host} does not resolve {reference}: it {unresolved}.',
    place: '{host} does not resolve {reference} in this place: it {unresolved}.',
  },
  check({ config, report }) {
    if (config.host.id === 'generic') return;
    for (const server of config.servers) {
      for (const place of server.places) {
        if (place.role === 'other' || resolvedByCommand(place)) continue;
        for (const reference of place.references) {
          if (SOMEBODY_ELSES.has(reference.syntax)) continue;
          if (reference.syntax === 'secret-uri' && server.launch?.secretWrapper) continue;
          if (reference.syntax === 'command' && !isLiteralCommand(place)) continue;
          const understood = config.host.references.understands.includes(reference.syntax);
          if (understood && config.host.references.places.includes(place.role)) continue;
          report({
            message: understood ? 'place' : 'syntax',
            data: {
              host: config.host.label,
              reference: place.text.value.slice(reference.start, reference.end),
              unresolved: config.host.references.unresolved,
            },
            span: place.text.spanOf(reference.start, reference.end),
            pointer: place.pointer,
            server,
            fixes: rewriteFixes(config, place, reference),
          });
        }
      }
    }
  },
});

/** `$(op read …)` in a variable or header: nobody runs it (anthropics/claude-code#17719). A shell on the way may. */
function isLiteralCommand({ role, server, text }: Place): boolean {
  if (role === 'arg' || role === 'command')
    return (server?.launch?.shells.length ?? 0) === 0 && text.value.includes('$(');
  return text.value.startsWith('$(') || text.value.includes(' $(');
}

/** A shell expands its own string, and mcp-remote the headers it is given (geelen/mcp-remote README). */
function resolvedByCommand({ role, text, server }: Place): boolean {
  const launch = server?.launch;
  if (!launch || (role !== 'arg' && role !== 'command')) return false;
  if (launch.shells.some(({ script }) => script?.text === text)) return true;
  return launch.proxy === 'mcp-remote' && /^[\w-]+:/.test(text.value);
}

/** The same variable in the host's own syntax where it has one; otherwise what the host has for secrets. */
function rewriteFixes(config: Config, place: Place, reference: Reference): readonly FixDraft[] {
  const { start, end, syntax, name } = reference;
  if (!/^[A-Za-z_][\w-]*$/.test(name) || syntax === 'secret-uri') return [];
  const { understands, places } = config.host.references;
  const fixes: FixDraft[] = [];
  // ${env:…} in headers is reported to stay literal in VS Code (microsoft/vscode#336232).
  const sameVariable =
    syntax !== 'input' && understands.includes('env-colon') && place.role !== 'header';
  if (sameVariable && places.includes(place.role)) {
    const text = writeReference('env-colon', name) ?? '';
    fixes.push(
      fixOf('use-variable', text, true, () => [replaceInText(place.text, start, end, text)]),
    );
  }
  const plan = planReference(config, place, start, end, name.replaceAll('-', '_').toUpperCase());
  if (plan && plan.syntax !== 'env-colon')
    fixes.push(fixOf('use-own-syntax', plan.text, fixes.length === 0, plan.edits));
  else if (plan && fixes.length === 0)
    fixes.push(fixOf('use-variable', plan.text, true, plan.edits));
  return fixes;
}

function fixOf(id: string, text: string, preferred: boolean, edits: FixDraft['edits']): FixDraft {
  // The value has to stand where the new reference looks.
  return { id, title: sentence`Replace with ${safe.name(text)}`, kind: 'review', preferred, edits };
}
