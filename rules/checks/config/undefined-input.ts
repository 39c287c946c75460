import type { Config } from '../../config/config.ts';
import { isServerJson, type TemplateVariable, templatesIn } from '../../config/server-json.ts';
import { appendProperty } from '../../document/edit.ts';
import { property } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { defineInput } from '../../fixes/write-reference.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  missing: 'Input "{id}" is not defined, so the server does not start.',
  variable: 'Variable {id} is not declared, so installers keep the braces.',
} as const;

export const undefinedInput = defineRule({
  meta: {
    id: 'undefined-input',
    subject: 'config',
    items: [],
    severity: 'error',
    tier: 'default',
    fix: 'some',
    since: '0.1.0',
    doneWith: 'file',
    disabledServers: false,
    finds:
      'a reference to an input, or in server.json to a variable, that the file does not define',
    why: 'Without a definition nobody is asked for the value, and the server does not start.',
    standards: { cwe: [], owaspMcp: [], owaspLlm: [], cosai: [] },
  },
  messages,
  check(context) {
    const { config, report } = context;
    if (isServerJson(config)) judgeTemplates(context);
    // An unknown host may keep its inputs elsewhere, and a settings file has several lists.
    if (!config.host.inputs || config.host.id === 'generic') return;
    const defined = new Set(config.inputs.map(({ id }) => id));
    for (const server of config.servers) {
      for (const place of server.places) {
        for (const { syntax, name, start, end } of place.references) {
          if (syntax !== 'input' || defined.has(name)) continue;
          const edit = defineInput(config, name);
          const fix: FixDraft = {
            id: 'define-input',
            title: sentence`Define the input "${safe.name(name)}"`,
            kind: 'safe',
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

type Context = RuleContext<typeof messages>;

/** `{name}` in a server.json, with no `variables` entry of that name. */
function judgeTemplates({ config, report }: Context): void {
  for (const server of config.servers) {
    for (const place of server.places) {
      for (const template of templatesIn(server, place)) {
        if (template.declared) continue;
        report({
          message: 'variable',
          data: { id: `{${template.name}}` },
          severity: 'warning',
          span: place.text.spanOf(template.start, template.end),
          pointer: place.pointer,
          server,
          fixes: declareFix(config, template),
        });
      }
    }
  }
}

/** An author knows whether it is a secret; to ask for it as one is the careful guess. */
function declareFix({ document }: Config, { name, owner }: TemplateVariable): readonly FixDraft[] {
  if (!owner) return [];
  const known = property(owner, 'variables')?.value;
  if (known && known.kind !== 'object') return [];
  const definition = { description: name, isRequired: true, isSecret: true };
  return [
    {
      id: 'declare',
      title: sentence`Declare the variable ${safe.name(name)}`,
      kind: 'review',
      preferred: true,
      edits: () => [
        known
          ? appendProperty(document, known, name, definition)
          : appendProperty(document, owner, 'variables', { [name]: definition }),
      ],
    },
  ];
}
