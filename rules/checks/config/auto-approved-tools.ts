import { type Approval, approvalsIn, type Setting, settingsNamed } from '../../config/approvals.ts';
import type { Server } from '../../config/config.ts';
import { openWallsOf } from '../../config/sandbox.ts';
import { isChangingTool } from '../../config/tool-names.ts';
import { removeItem, removeProperty } from '../../document/edit.ts';
import { type Node, pointerTo, property } from '../../document/node.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import type { FixDraft } from '../../findings/finding.ts';
import type { ApprovalSetting, Host } from '../../hosts/host.ts';
import { safe, sentence } from '../../secrets/safe.ts';

const messages = {
  all: '{key} lets every tool of this server run without asking.',
  tool: '{tool} runs without asking, and by its name it changes or starts something.',
  everything: '{key} lets every tool of every server run without asking.',
  walls: '{tool} opens the sandbox, and sandboxed tools run without asking.',
  projects: '{key} starts every server that any repository brings along.',
} as const;

type Context = RuleContext<typeof messages>;

/** Words that mean "do not ask", by the host's manual. */
const WORDS: readonly string[] = ['approve', 'always', '*', 'all'];
export const autoApprovedTools = defineRule({
  meta: {
    id: 'auto-approved-tools',
    subject: 'config',
    items: ['production/2'],
    severity: 'warning',
    tier: 'default',
    fix: 'review',
    since: '0.1.0',
    disabledServers: false,
    finds: 'tools that run without asking: all of them, or those that change or start something',
    why: 'The question is the last moment at which a person can stop what a hidden instruction set off.',
    standards: {
      cwe: [862, 1188],
      owaspMcp: ['MCP02', 'MCP07'],
      owaspLlm: ['LLM06'],
      cosai: ['MCP-T9'],
    },
  },
  messages,
  check(context) {
    const { config } = context;
    const { approvalKeys, toolApproval, approvalSettings = [] } = config.host;
    for (const server of config.servers) {
      judgeSandbox(context, server);
      for (const key of approvalKeys) judgeServer(context, server, key);
      if (toolApproval) judgeTools(context, server, toolApproval);
    }
    for (const root of config.document.roots) {
      for (const approval of approvalSettings) {
        for (const setting of settingsNamed(root, approval.name))
          judgeSetting(context, setting, approval);
      }
    }
  },
});

/** VS Code asks no more once a server is in a sandbox: one without walls is nothing but that (microsoft/vscode#306918). */
function judgeSandbox({ config, report }: Context, server: Server): void {
  if (config.host.family !== 'vscode') return;
  for (const { text, pointer } of openWallsOf(server, config.document.roots[0])) {
    const data = { key: 'sandbox', tool: `"${text.value}"` };
    report({ message: 'walls', data, span: text.spanOf(), pointer, server });
  }
}

function judgeServer(context: Context, server: Server, key: string): void {
  const found = property(server.node, key);
  if (!found) return;
  const pointer = pointerTo(server.pointer, key);
  const setting: Setting = { object: server.node, property: found, pointer };
  for (const approval of approvalsIn(setting, WORDS)) {
    if (approval.tool === '*') say(context, 'all', approval, key, server);
    else if (isChangingTool(approval.tool) && !context.config.host.approvalKeysChoose)
      say(context, 'tool', approval, key, server);
  }
}

/** As Codex has it: `[mcp_servers.x.tools.execute_sql]` with `approval_mode = "approve"`. */
function judgeTools(
  context: Context,
  server: Server,
  { tools: list, key: name, word }: NonNullable<Host['toolApproval']>,
): void {
  const tools = property(server.node, list)?.value;
  if (tools?.kind !== 'object') return;
  for (const { key, value } of tools.properties) {
    const mode = property(value, name);
    if (value?.kind !== 'object' || mode?.value?.kind !== 'text') continue;
    if (mode.value.value !== word || !isChangingTool(key.value)) continue;
    const pointer = `${pointerTo(pointerTo(server.pointer, list), key.value)}/${name}`;
    const from = { kind: 'property', object: value, property: mode } as const;
    say(context, 'tool', { node: mode.value, pointer, tool: key.value, from }, list, server);
  }
}

function judgeSetting(
  context: Context,
  setting: Setting,
  { words = [], starts }: ApprovalSetting,
): void {
  const key = setting.property.key.value;
  const { value } = setting.property;
  // `chat.tools.terminal.autoApprove`: patterns of what may run.
  if (value?.kind === 'object') {
    for (const pattern of value.properties) {
      if (!isOn(pattern.value) || !matchesAll(pattern.key.value)) continue;
      const from = { kind: 'property', object: value, property: pattern } as const;
      const pointer = pointerTo(setting.pointer, pattern.key.value);
      say(context, 'everything', { node: pattern.key, pointer, tool: '*', from }, key);
    }
    return;
  }
  for (const approval of approvalsIn(setting, words)) {
    if (approval.from.kind === 'property') {
      say(context, starts ? 'projects' : 'everything', approval, key);
      continue;
    }
    const tool = toolIn(approval.tool);
    if (tool === '*' || tool === '**') say(context, 'everything', approval, key);
    else if (tool === 'server') say(context, 'all', approval, approval.tool);
    else if (tool !== undefined && isChangingTool(tool)) say(context, 'tool', approval, key);
  }
}

/** Of `mcp__server__tool` and `@server/tool` the tool; `server` where all of one are meant; undefined for others. */
function toolIn(entry: string): string | undefined {
  if (entry === '*' || entry === 'mcp__*') return '*';
  if (entry.length > 200) return undefined;
  const named = /^(?:mcp__|@)(?=.)/.exec(entry)?.[0];
  if (named !== undefined) {
    // The server's name has one character at least.
    const rest = entry.slice(named.length + 1);
    const end = /__|\//.exec(rest);
    const tool = end ? rest.slice(end.index + end[0].length) : '*';
    return tool === '*' ? 'server' : tool;
  }
  // Built-in tools of agents: `Bash(npm test)` and its like are no matter of MCP.
  return /^[a-z][\w-]*$/.test(entry) ? entry : undefined;
}

function isOn(node: Node | undefined): boolean {
  if (node?.kind === 'object')
    return isOn(property(node, 'approve')?.value) || isOn(property(node, 'approveRequest')?.value);
  return node?.kind === 'scalar' && node.value === true;
}

function matchesAll(pattern: string): boolean {
  return /^(?:\*{1,2}|\*\*\/\*|https?:\/\/\*|\/\^?(?:\.\*|\.|\.\+|\[\\s\\S\]\*)?\$?\/[a-z]*)$/.test(
    pattern,
  );
}

function say(
  { config: { document }, report }: Context,
  message: keyof typeof messages,
  { node, pointer, tool, from }: Approval,
  key: string,
  server?: Server,
): void {
  const fix: FixDraft = {
    id: 'ask',
    title:
      message === 'tool'
        ? sentence`Ask before ${safe.name(tool)} runs`
        : sentence`Ask before tools run`,
    kind: 'review',
    preferred: true,
    edits: () => [
      from.kind === 'item'
        ? removeItem(document, from.list, from.index)
        : removeProperty(document, from.object, from.property),
    ],
  };
  report({
    message,
    data: { key, tool },
    span: node.kind === 'text' ? node.spanOf() : node.span,
    pointer,
    server,
    confidence: message === 'tool' ? 'medium' : 'high',
    fixes: [fix],
  });
}
