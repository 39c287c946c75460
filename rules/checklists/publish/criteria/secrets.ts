import { isSecretName } from '../../../project/code/variables.ts';
import { at } from '../../../project/signals/code.ts';
import { openFiles } from '../../../project/signals/kept-secrets.ts';
import type { Signals } from '../../../project/signals/signals.ts';
import type { Place } from '../../../project/tools/tool.ts';
import type { Expression } from '../../../source/expressions.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

/** P9: secrets are kept by somebody who encrypts them. */
const secretsKept: Criterion = (signals) => {
  const { credentials, code } = signals;
  if (credentials.length === 0) return notApplicable('It uses no secret.');
  const inputs = signals
    .manifests('server.json', 'mcpb')
    .flatMap(({ file, inputs: declared }) =>
      declared
        .filter(({ name, marked }) => marked || isSecretName(name))
        .map((input) => ({ input, at: { file, span: input.at } })),
    );
  const unmarked = inputs.filter(({ input }) => !input.marked && !input.decided);
  const tracked = trackedSecrets(signals);
  if (tracked.length > 0) return fail('A file with secrets is part of the project.', tracked);
  if (unmarked.length > 0)
    return fail(
      'A listing asks for a secret without marking it as one.',
      unmarked.map((it) => it.at),
    );
  const open = openFiles(code).map(({ site }) => at(site.module, site.call));
  if (open.length > 0) return fail('A token is written to a file that others can read.', open);
  const stores = [
    ...code.uses('secret-store').flatMap(({ imports }) => imports),
    ...code.words(
      /^(?:SecretsManager\w*|safeStorage|getSecretValue|get_secret_value|AccessSecretVersion|accessSecretVersion)$/,
    ),
  ];
  if (stores.length > 0) return pass('Secrets come from a key store or a secrets manager.', stores);
  const marked = inputs.filter(({ input }) => input.marked).map((it) => it.at);
  if (marked.length > 0) return pass('Every secret is marked as one in the listing.', marked);
  return review(
    'Secrets come from plain variables.',
    credentials.map((it) => it.at),
  );
};

const PLACEHOLDER =
  /^(?:|["']{2}|["']?(?:(?:<|xxx|example|placeholder|replace|\$\{?\w).*|your[\w-]*|changeme|change[_-]me|todo|\.{3}|\*+|sk-\.\.\.|test|dummy|none|null|0?12345\d{0,10})["']?)$/i;

/** `.env` with values, not the example beside it. */
function trackedSecrets({ project }: Signals): readonly Place[] {
  return [...project.files.values()].flatMap(({ path, text, role }) => {
    if (
      role === 'test' ||
      role === 'example' ||
      !/(?:^|\/)\.env(?:\.(?:local|production|prod|development|dev|staging))?$/.test(path)
    )
      return [];
    return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*(\S[^\n]*)$/gm)]
      .filter(([, name = '', value = '']) => isSecretName(name) && !PLACEHOLDER.test(value.trim()))
      .map((found) => ({
        file: path,
        span: { start: found.index, end: found.index + (found[1]?.length ?? 0) },
      }));
  });
}

/** Names, members and texts that an expression is made of. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'id':
      return [expression.name];
    case 'member':
      return [expression.name];
    case 'text':
      return [expression.value];
    case 'call':
      return expression.args.flatMap(({ value }) => namesIn(value));
    case 'template':
      return expression.parts.flatMap((part) =>
        typeof part === 'string' ? [part] : namesIn(part),
      );
    default:
      return [];
  }
}

export const secrets: Readonly<Record<number, Criterion>> = { 9: secretsKept };
