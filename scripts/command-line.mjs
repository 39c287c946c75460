// Writes the commands and options of docs/command-line.md from the table that help and completion come from.
import { importBundled } from './import-bundled.mjs';

const { makeProgram } = await importBundled('server/cli/program.ts');
const { flattened, viewOf } = await importBundled('server/cli/completion/tree.ts');

const OPTIONS = /(<!-- options: .*? -->\n)[\s\S]*?(<!-- \/options -->)/;

/** The page with the options there are. @param {string} page */
export function withOptions(page) {
  if (!OPTIONS.test(page)) throw new Error('docs/command-line.md has no place for the options.');
  return page.replace(OPTIONS, (_, start, end) => `${start}${optionsOf()}${end}`);
}

function optionsOf() {
  const program = viewOf(makeProgram({ out() {}, err() {} }));
  const commands = flattened(program).filter(
    (/** @type {{ commands: unknown[] }} */ it) => it.commands.length === 0,
  );
  return [program, ...commands].map(commandOf).join('\n');
}

/** @param {import('../server/cli/completion/tree.ts').CommandView} command */
function commandOf({ path, usage, description, options }) {
  const heading = path === '' ? 'every command' : `${path} ${usage}`.trim();
  const rows = options.map(({ flags, value, values, description: what }) => {
    const name = `\`${flags.join('`, `')}${value === '' ? '' : ` <${value}>`}\``;
    const choices =
      Array.isArray(values) && values.length > 0 && values.length < 8
        ? `: ${values.join(', ')}`
        : '';
    return `| ${name} | ${(what + choices).replaceAll('|', '\\|')} |`;
  });
  const table = rows.length > 0 ? `\n| Option | |\n|---|---|\n${rows.join('\n')}\n` : '';
  return `### \`${heading}\`\n\n${path === '' ? 'These stand before or behind any command.' : description}\n${table}`;
}
