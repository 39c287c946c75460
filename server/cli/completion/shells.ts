import { type CommandView, flattened, type OptionView, type Values } from './tree.ts';

/** Scripts that complete the program in each shell. */
export const SHELLS: Readonly<Record<'bash' | 'zsh' | 'fish', (program: CommandView) => string>> = {
  bash,
  zsh,
  fish,
};

const NAME = 'mcp-checklist';

function bash(program: CommandView): string {
  const all = flattened(program);
  const paths = all.map(({ path }) => `"${path}"`).join('|');
  const withValues = [{ ...program, path: '' }, ...all].flatMap(({ path, options }) =>
    [...options, ...(path === '' ? [] : program.options)].flatMap((option) =>
      option.value === ''
        ? []
        : option.flags.map(
            (flag) => `    "${path}:${flag}") ${bashValues(option.values)}; return ;;`,
          ),
    ),
  );
  const flags = (options: readonly OptionView[]) =>
    [...options, ...program.options]
      .flatMap((it) => it.flags)
      .concat('--help')
      .join(' ');
  const options = [{ ...program, options: [] }, ...all].map(
    ({ path, options: own }) => `      "${path}") ${bashWords(flags(own))} ;;`,
  );
  const values = [program, ...all].map((it) => {
    const names = it.commands.map(({ path }) => path.split(' ').at(-1) ?? '');
    return `    "${it.path}") ${names.length > 0 ? bashWords(names.join(' ')) : bashValues(it.values)} ;;`;
  });
  return `# Completion of ${NAME} in bash: source this, or put it where bash-completion looks.
_mcp_checklist() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" command="" index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "\${command:+$command }\${COMP_WORDS[index]}" in
      ${paths}) command="\${command:+$command }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$command:$prev" in
${withValues.join('\n')}
  esac
  if [[ "$cur" == -* ]]; then
    case "$command" in
${options.join('\n')}
    esac
    return
  fi
  case "$command" in
${values.join('\n')}
  esac
}
complete -F _mcp_checklist ${NAME}
`;
}

function bashValues(values: Values): string {
  if (values === 'files')
    return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))';
  return values === 'anything' ? ':' : bashWords(values.join(' '));
}

function bashWords(words: string): string {
  return `COMPREPLY=($(compgen -W "${words}" -- "$cur"))`;
}

function zsh(program: CommandView): string {
  const cases = (commands: readonly CommandView[]): string =>
    commands
      .map((it) => {
        const name = it.path.split(' ').at(-1);
        return `      ${name})\n${zshArguments(it, program.options)}\n        ;;`;
      })
      .join('\n');
  const nested = program.commands.filter(({ commands }) => commands.length > 0);
  const functions = nested.map(
    (it) => `_mcp_checklist_${it.path}() {
  local context state line
  _arguments -C '1:command:${zshWords(it.commands)}' '*::argument:->rest'
  case $line[1] in
${cases(it.commands)}
  esac
}`,
  );
  return `#compdef ${NAME}
# Completion of ${NAME} in zsh: as _mcp_checklist in a folder of $fpath, or sourced.
${functions.join('\n')}
_mcp_checklist() {
  local context state line
  typeset -A opt_args
  _arguments -C ${program.options.flatMap(zshOption).join(' ')} '1:command:${zshWords(program.commands)}' '*::argument:->rest'
  [[ $state == rest ]] || return
  case $line[1] in
${cases(program.commands.filter(({ commands }) => commands.length === 0))}
${nested.map((it) => `      ${it.path}) _mcp_checklist_${it.path} ;;`).join('\n')}
  esac
}
if [[ $funcstack[1] == _mcp_checklist ]]; then _mcp_checklist "$@"; else compdef _mcp_checklist ${NAME}; fi
`;
}

function zshArguments({ options, values }: CommandView, global: readonly OptionView[]): string {
  const rest = zshAction(values);
  const lines = [...options, ...global].flatMap(zshOption);
  const all = [...lines, `'*:argument:${rest}'`].map((it) => `          ${it}`).join(' \\\n');
  return `        _arguments \\\n${all}`;
}

function zshOption({ flags, value, values, description }: OptionView): readonly string[] {
  const what = zshText(description);
  const end = value === '' ? '' : `:${zshText(value)}:${zshAction(values)}`;
  return flags.map((flag) => `'${flag}[${what}]${end}'`);
}

function zshAction(values: Values): string {
  if (values === 'files') return '_files';
  return values === 'anything' ? ' ' : `(${values.join(' ')})`;
}

function zshWords(commands: readonly CommandView[]): string {
  const words = commands.map(
    ({ path, description }) =>
      `${path.split(' ').at(-1)}\\:"${zshText(description).replaceAll('"', '\\"')}"`,
  );
  return `((${words.join(' ')}))`;
}

function zshText(text: string): string {
  return text
    .replaceAll("'", "'\\''")
    .replace(/[[\]:\\]/g, '\\$&')
    .replaceAll("'\\\\''", "'\\''");
}

function fish(program: CommandView): string {
  const line = (condition: string, parts: readonly string[]): string =>
    `complete -c ${NAME} ${condition === '' ? '' : `-n '${condition}' `}${parts.join(' ')}`;
  const options = (list: readonly OptionView[], condition: string): readonly string[] =>
    list.map(({ flags, value, values, description }) =>
      line(condition, [
        ...flags.map((it) => (it.startsWith('--') ? `-l ${it.slice(2)}` : `-s ${it.slice(1)}`)),
        ...(value === '' ? [] : ['-r', ...fishValues(values)]),
        `-d ${fishText(description)}`,
      ]),
    );
  const lines = program.commands.flatMap(({ path, description, commands, ...own }) => {
    const here = `__fish_seen_subcommand_from ${path}`;
    const names = commands.map((it) => it.path.split(' ').at(-1) ?? '').join(' ');
    return [
      line('__fish_use_subcommand', ['-f', `-a ${path}`, `-d ${fishText(description)}`]),
      ...options(own.options, here),
      ...commands.flatMap((it) => {
        const name = it.path.split(' ').at(-1) ?? '';
        const first = `${here}; and not __fish_seen_subcommand_from ${names}`;
        return [
          line(first, ['-f', `-a ${name}`, `-d ${fishText(it.description)}`]),
          ...options(it.options, `${here}; and __fish_seen_subcommand_from ${name}`),
        ];
      }),
      ...(Array.isArray(own.values)
        ? [line(here, ['-f', `-a ${fishText(own.values.join(' '))}`])]
        : []),
    ];
  });
  return `# Completion of ${NAME} in fish: source this, or put it into ~/.config/fish/completions/${NAME}.fish
${[...options(program.options, ''), ...lines].join('\n')}
`;
}

function fishValues(values: Values): readonly string[] {
  if (values === 'files') return ['-F'];
  return values === 'anything' ? ['-f'] : ['-f', `-a ${fishText(values.join(' '))}`];
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
