import { at, type Node, property } from '../../document/node.ts';
import { parse } from '../../document/parse.ts';
import { isSecretName } from '../../project/code/variables.ts';
import { bundleProblems } from '../../project/manifests/check/bundle.ts';
import { entriesAt, itemsAt, textsAt } from '../../project/manifests/nodes.ts';
import { demand, privacyPolicy, without } from './demands.ts';
import { ask, type Demand, type Directory, met, missing, none, type Verdict } from './directory.ts';
import type { View } from './view.ts';

const bundled =
  (judge: (root: Node | undefined, file: string, view: View) => Verdict): Demand['judge'] =>
  (view) => {
    const { bundle } = view;
    if (!bundle) return none('There is no manifest.json yet.');
    return judge(parse(view.textOf(bundle), 'json').roots[0], bundle.file, view);
  };

const clean = (demands: readonly string[], good: string): Demand['judge'] =>
  bundled((_, file, view) => without(bundleProblems(view.textOf({ file })), file, demands, good));

export const mcpb: Directory = {
  id: 'mcpb',
  name: 'MCP bundle (MCPB)',
  seen: '2025-12-03',
  sources: [
    'github.com/modelcontextprotocol/mcpb: MANIFEST.md',
    'github.com/modelcontextprotocol/mcpb: CLI.md',
    'github.com/modelcontextprotocol/mcpb: schemas/',
  ],
  demands: [
    demand(
      'manifest',
      'manifest_version, name, version, description, author and server',
      [36],
      (view) => {
        if (!view.bundle) return missing('There is no manifest.json of a bundle.', view.home);
        return clean(['required'], 'Its required fields are there.')(view);
      },
    ),
    demand('privacy', 'privacy_policies, where services handle what users send', [41], (view) =>
      view.bundle ? privacyPolicy(view) : none('There is no manifest.json yet.'),
    ),
    demand(
      'settings',
      'settings with a type and a title, and every one that is used',
      [1, 37],
      clean(['settings'], 'Settings are declared.'),
    ),
    demand(
      'sensitive',
      'sensitive on every secret',
      [1, 9],
      bundled((root, file) => {
        const open = entriesAt(root, 'user_config').filter(
          ({ value, node }) => isSecretName(value) && !property(node, 'sensitive'),
        );
        return open.length > 0
          ? missing(
              `Not marked: ${open.map(({ value }) => value).join(', ')}.`,
              open.map(({ at: span }) => ({ file, span })),
            )
          : met('Secrets are marked, or none is asked for.', [
              { file, span: { start: 0, end: 0 } },
            ]);
      }),
    ),
    demand(
      'env',
      'secrets in variables, not in arguments',
      [9],
      bundled((root, file) => {
        const args = itemsAt(root, 'server', 'mcp_config', 'args').flatMap((node) =>
          node.kind === 'text' && secretsIn(node.value) ? [{ file, span: node.span }] : [],
        );
        return args.length > 0
          ? missing('A secret is passed as an argument.', args)
          : met('No secret is an argument.', [{ file, span: { start: 0, end: 0 } }]);
      }),
    ),
    demand(
      'compatibility',
      'platforms and runtimes that it runs on',
      [36],
      bundled((root, file) => {
        const problems = bundleProblemsOf(root, file);
        if (problems) return problems;
        return at(root, ['compatibility'])
          ? met('It says what it runs on.', [{ file, span: { start: 0, end: 0 } }])
          : missing('"compatibility" is missing.', [{ file, span: { start: 0, end: 1 } }]);
      }),
    ),
    demand(
      'tools',
      'its tools, or tools_generated',
      [30],
      bundled((root, file, view) => {
        const listed = itemsAt(root, 'tools');
        if (listed.length === 0 && !property(root, 'tools_generated'))
          return missing('Neither "tools" nor "tools_generated" is there.', [
            { file, span: { start: 0, end: 1 } },
          ]);
        const names = new Set(
          listed.flatMap((node) => {
            const name = at(node, ['name']);
            return name?.kind === 'text' ? [name.value] : [];
          }),
        );
        const left = view.project.tools.filter(({ name }) => !names.has(name));
        return listed.length > 0 && left.length > 0 && !property(root, 'tools_generated')
          ? missing(
              `Not listed: ${left
                .slice(0, 5)
                .map(({ name }) => name)
                .join(', ')}.`,
              left.map(({ nameAt }) => nameAt),
            )
          : met('Tools are listed, or said to be made at run time.', [
              { file, span: { start: 0, end: 0 } },
            ]);
      }),
    ),
    demand(
      'links',
      'support, homepage or documentation, license and icon',
      [57],
      bundled((root, file) => {
        const left = ['license', 'icon'].filter(
          (key) => !property(root, key) && !(key === 'icon' && property(root, 'icons')),
        );
        if (!['support', 'homepage', 'documentation'].some((key) => property(root, key)))
          left.unshift('support');
        return left.length > 0
          ? missing(`Missing: ${left.join(', ')}.`, [{ file, span: { start: 0, end: 1 } }])
          : met('They are there.', [{ file, span: { start: 0, end: 0 } }]);
      }),
    ),
    demand(
      'validated',
      'mcpb validate and mcpb sign',
      [],
      bundled((_, file) =>
        ask('Run "mcpb validate" and "mcpb sign" on what you built.', [
          { file, span: { start: 0, end: 0 } },
        ]),
      ),
    ),
  ],
};

function bundleProblemsOf(root: Node | undefined, file: string): Verdict | undefined {
  const wrong = textsAt(root, 'compatibility', 'platforms').filter(
    ({ value }) => !/^(?:darwin|win32|linux)$/.test(value),
  );
  return wrong.length > 0
    ? missing(
        `No platform: ${wrong.map(({ value }) => value).join(', ')}.`,
        wrong.map(({ at: span }) => ({ file, span })),
      )
    : undefined;
}

function secretsIn(argument: string): boolean {
  return [...argument.matchAll(/\$\{user_config\.([\w-]{1,100})\}/g)].some(({ 1: name = '' }) =>
    isSecretName(name),
  );
}
