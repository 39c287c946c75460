import type { Config, Place } from '../../config/config.ts';
import { namesOf, otherReaders } from '../../config/readers.ts';
import { isResolvedField, isUnreadField, resolvesIn } from '../../config/resolves.ts';
import { replaceInText } from '../../document/edit.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import { planReference } from '../../fixes/write-reference.ts';
import type { Host, Reader, Role } from '../../hosts/host.ts';
import { isEditorVariable } from '../../references/find.ts';
import { writeReference } from '../../references/spell.ts';
import type { Reference, SyntaxId } from '../../references/syntax.ts';
import { safe, sentence } from '../../secrets/safe.ts';

/** Filled in by somebody other than the host: a template that makes this file. */
const SOMEBODY_ELSES: ReadonlySet<SyntaxId> = new Set(['mustache']);

const messages = {
  syntax: '{host} does not resolve {reference}: it {unresolved}.',
  syntaxSome: 'Only {others} resolves {reference}: {host} {unresolved}.',
  address: '{host} reads this file too, and resolves no address that starts like this.',
  place: '{host} does not resolve {reference} here: it {unresolved}.',
  command: 'No shell runs {reference} here: it is passed on as text.',
  tilde: 'No shell expands "~" here: it is passed on as text.',
  tildeLately: 'Older versions of {host} do not expand "~": they pass it on as text.',
} as const;

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
  messages,
  check(context) {
    const { config, facts, report } = context;
    if (config.host.id === 'generic') return;
    const readers = context.once(otherReaders);
    for (const server of config.servers) {
      for (const place of server.places) {
        // Of most there is nothing to say.
        if (place.references.length === 0 && !place.text.value.includes('~/')) continue;
        if (place.role === 'other' && !isResolvedField(config.host.references.fields, place))
          continue;
        // What it does not read has a finding of its own, and nothing becomes of what stands there.
        if (resolvedByCommand(place) || isUnreadField(config.host, place)) continue;
        reportTilde(config, place, report);
        for (const reference of place.references) {
          if (SOMEBODY_ELSES.has(reference.syntax) || isUncertain(config, place, reference))
            continue;
          if (reference.syntax === 'secret-uri' && server.launch?.secretWrapper) continue;
          const understood = config.host.references.understands.includes(reference.syntax);
          const spot = {
            span: place.text.spanOf(reference.start, reference.end),
            pointer: place.pointer,
            server,
          };
          if (understood && resolvesIn(config.host, place)) {
            const host = place.role === 'url' && reference.start === 0 && strictReader(readers);
            if (host)
              report({ message: 'address', data: { host }, ...spot, severity: 'information' });
            continue;
          }
          const others = namesOf(readers.filter((it) => resolves(it, place, reference)));
          report({
            message:
              reference.syntax === 'command'
                ? 'command'
                : understood
                  ? 'place'
                  : others === ''
                    ? 'syntax'
                    : 'syntaxSome',
            data: {
              host: config.host.label,
              reference: place.text.value.slice(reference.start, reference.end),
              unresolved: config.host.references.unresolved,
              others,
            },
            ...spot,
            fixes: rewriteFixes(config, place, reference),
            ...(facts.syntaxReported &&
              isMarkedByVSCode(config, reference) && { severity: 'hint' }),
          });
        }
      }
    }
  },
});

function resolves({ references }: Reader, { role }: Place, { syntax }: Reference): boolean {
  return references.understands.includes(syntax) && references.places.includes(role);
}

/** The first that looks at an address before it puts anything in. */
function strictReader(readers: readonly Reader[]): string | undefined {
  return readers.find(({ references }) => references.addressFirst)?.label;
}

/**
 * VS Code marks `${NAME}` in its own `mcp.json` itself ("Variable … not found, did you mean …", mcpLanguageFeatures.ts):
 * a second squiggle on the same text says nothing, but the fix is offered.
 */
function isMarkedByVSCode({ host }: Config, { syntax }: Reference): boolean {
  return (host.id === 'vscode' || host.id === 'vscode-user') && syntax === 'brace';
}

/** A shell expands its own string, and mcp-remote the headers it is given (geelen/mcp-remote README). */
function resolvedByCommand({ role, text, server }: Place): boolean {
  const launch = server?.launch;
  if (!launch || (role !== 'arg' && role !== 'command')) return false;
  if (launch.shells.some(({ script }) => script?.text === text)) return true;
  return launch.proxy === 'mcp-remote' && /^[\w-]+:/.test(text.value);
}

/** Programs that hand their arguments to a shell, here or on another machine. */
const SHELL =
  /^(?:(?:ba|z|da|k|fi|c|tc)?sh|cmd|powershell|pwsh|ssh|wsl|eval|nix-shell)(?:\.exe)?$/i;

/** Whether a shell somewhere on the way may run the text. */
function mayBeRun({ role, server }: Place): boolean {
  if (role !== 'arg' || !server) return false;
  const words = [server.command?.value ?? '', ...server.args.map(({ value }) => value)];
  return words.some((word) => SHELL.test(word.split(/[\\/]/).at(-1) ?? ''));
}

/** What people want a shell to do in a config: say where they are or who, and fetch a secret. */
const COMMAND =
  /^\$(?:\{cmd:|\((?:pwd|whoami|id|hostname|cat|echo|printenv|which|op|pass|bw|security|gh|git|gcloud|aws|az|vault|doppler|kubectl|brew|npm|node|python3?)[\s)])/;

/** What looks like a reference and may be none, or is one for hosts of which nobody knows. */
function isUncertain({ host }: Config, place: Place, reference: Reference): boolean {
  const { syntax, start, end, name } = reference;
  const { value } = place.text;
  if (host.references.own?.includes(name)) return true;
  // Back-ticks are quotes in prose, `$(` is code in many languages.
  if (syntax === 'command') {
    const written = value.slice(start, end);
    const whole = start === 0 && (end === value.length || written.startsWith('$'));
    const known = written.startsWith('$') && COMMAND.test(written);
    return mayBeRun(place) || !(known || (whole && /^[$`]\(?[a-z][\w.-]*[\s)`]/.test(written)));
  }
  // Whether a host takes defaults like these was looked up for few.
  if (syntax === 'colon-default') return !host.references.understands.includes(syntax);
  // Their own documentation says nothing of these either way.
  if (syntax === 'vscode-variable' && host.references.understands.includes(syntax)) return true;
  if (syntax === 'vscode-variable')
    return host.confidence !== 'high' || host.id === 'continue-json';
  return syntax === 'expression' && host.confidence === 'low';
}

/** Flags of uv, npm and docker, none of which puts the home folder in; what a server does with its own is its matter. */
const OF_LAUNCHERS = /^(?:--directory|--project|--prefix|--cwd|--env-file|--volume|--mount|-v|-C)$/;

function isForLauncher({ index, server }: Place): boolean {
  return index === 0 || OF_LAUNCHERS.test(server?.args[index - 1]?.value ?? '');
}

/** Servers that put the home folder in themselves: server-filesystem's `expandHome` (modelcontextprotocol/servers). */
const EXPANDS_ITSELF = /server-filesystem/;

function reportTilde(
  config: Config,
  place: Place,
  report: RuleContext<typeof messages>['report'],
): void {
  const { role, text, pointer, server } = place;
  const { host } = config;
  if (role !== 'command' && role !== 'arg' && role !== 'cwd') return;
  const tilde = /^(?:--?[\w-]{1,40}=)?(~)\//.exec(text.value);
  if (!tilde || host.expandsTilde?.includes(role) || mayBeRun(place)) return;
  if (role === 'arg' && !isForLauncher(place)) return;
  if (server?.args.some(({ value }) => EXPANDS_ITSELF.test(value))) return;
  const at = tilde[0].length - 2;
  const home = homeOf(host, role);
  report({
    message: host.expandsTildeLately?.includes(role) ? 'tildeLately' : 'tilde',
    data: { host: host.label },
    span: text.spanOf(at, endOfPath(text.value, at)),
    pointer,
    server,
    // A program may put it in itself, and not every host says what it does.
    severity: role === 'arg' || host.confidence !== 'high' ? 'information' : 'warning',
    fixes: home
      ? [fixOf('use-home', home, true, () => [replaceInText(text, at, at + 1, home)])]
      : [],
  });
}

/** `~/src` of `~/src:/data`. */
function endOfPath(value: string, start: number): number {
  const colon = value.indexOf(':', start);
  return colon < 0 ? value.length : colon;
}

function resolvesFolder({ references }: Host, role: Role): boolean {
  return references.understands.includes('vscode-variable') && references.places.includes(role);
}

/** The home folder in the host's own words; undefined where it has none for this place. */
function homeOf(host: Host, role: Role): string | undefined {
  const { understands, places } = host.references;
  if (resolvesFolder(host, role)) return '${userHome}';
  if (!places.includes(role)) return undefined;
  const syntax = (['brace', 'env-colon', 'curly-env'] as const).find((it) =>
    understands.includes(it),
  );
  return syntax && (writeReference(syntax, 'HOME') ?? undefined);
}

/** The same variable in the host's own syntax where it has one; otherwise what the host has for secrets. */
function rewriteFixes(config: Config, place: Place, reference: Reference): readonly FixDraft[] {
  const { start, end, syntax, name } = reference;
  const written = place.text.value.slice(start, end);
  if (/^[$`]\(?pwd[)`]$/.test(written) && resolvesFolder(config.host, place.role)) {
    const folder = '${workspaceFolder}';
    const edits = () => [replaceInText(place.text, start, end, folder)];
    return [fixOf('use-folder', folder, true, edits)];
  }
  // A folder is no secret that could be kept anywhere.
  const isFolder = syntax === 'vscode-variable' || isEditorVariable(name);
  if (!/^[A-Za-z_][\w-]*$/.test(name) || syntax === 'secret-uri' || isFolder) return [];
  const { understands } = config.host.references;
  const fixes: FixDraft[] = [];
  // ${env:…} in headers is reported to stay literal in VS Code (microsoft/vscode#336232).
  const sameVariable =
    syntax !== 'input' && understands.includes('env-colon') && place.role !== 'header';
  if (sameVariable && resolvesIn(config.host, place)) {
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
