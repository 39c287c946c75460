import type { Docs, Section } from '../../../project/docs/docs.ts';
import { place } from '../../../project/docs/docs.ts';
import { mentionsSdk } from '../../../project/read.ts';
import type { Place, Tool } from '../../../project/tools/tool.ts';
import type { Heading } from '../../../source/markdown/read.ts';
import { perObject } from '../../../text/memory.ts';
import type { Criterion } from '../item.ts';
import { fail, notApplicable, pass, review } from '../opinion.ts';

function placesOf(sections: readonly Section[]): readonly Place[] {
  return sections.map((section) => section.at);
}

/** Where documents name a tool: as code, in a heading, table or list, or as a word that is nothing else. */
function namedIn(docs: Docs, { name }: Tool): Place | undefined {
  const sure = name.length >= 4 && /[_\-.A-Z\d]/.test(name);
  // An everyday word counts where a list, a table or a heading begins with it, not in passing.
  const code = docs.inlineCode.find(
    ({ text, at }) =>
      (text === name || text.startsWith(`${name}(`)) && (sure || isAboutTool(docs, at)),
  );
  if (code) return code.at;
  for (const { path, text, markdown } of docs.files) {
    const heading = markdown?.headings.find((it) => wordsOf(it).has(name));
    if (heading) return place(path, heading.start, heading.end);
    if (!sure) {
      const bold = text.indexOf(`**${name}**`);
      if (bold >= 0) return place(path, bold + 2, bold + 2 + name.length);
      continue;
    }
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
      if (!/[\w-]/.test(around)) return place(path, at, at + name.length);
    }
  }
  return undefined;
}

/** At the begin of a list, a table or a heading, or in front of the word: "the `search` tool". */
function isAboutTool(docs: Docs, { file, span }: Place): boolean {
  const text = docs.files.find(({ path }) => path === file)?.text ?? '';
  if (/^\**[ \t](?:MCP )?tool\b/i.test(text.slice(span.end, span.end + 20))) return true;
  const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  return /^[ \t]*(?:[-*+]|\d+\.|\||#{1,6})[ \t]*(?:\*\*)?$/.test(before);
}

/** Each tool is looked for in each of them. */
const wordsOf = perObject(({ text }: Heading) => new Set(text.split(/[^\w.-]+/)));

/** P30: documents name every tool. */
const toolsDocumented: Criterion = ({ project, docs, toolsKnown }) => {
  const { tools } = project;
  const headings = docs.sections(/\b(?:tools?|features|capabilities|commands)\b/i);
  if (tools.length === 0)
    return review(
      'Its tools are made at run time: whether all are documented was not seen.',
      placesOf(headings),
    );
  const prefix = commonPrefix(tools.map(({ name }) => name));
  const named = (tool: Tool): Place | undefined =>
    namedIn(docs, tool) ??
    namedIn(docs, { ...tool, name: tool.name.slice(prefix.length) }) ??
    namedIn(docs, { ...tool, name: tool.name.replace(/[_-]/g, (it) => (it === '_' ? '-' : '_')) });
  const found = tools.flatMap((tool) => named(tool) ?? []);
  const share = found.length / tools.length;
  const count = `${found.length} of ${tools.length} tools`;
  if (share >= 0.9 && toolsKnown) return pass(`Documents name ${count}.`, found);
  if (share >= 0.9)
    return review(`Documents name ${count} that were seen; more are made at run time.`, found);
  if (share >= 0.5) return review(`Documents name ${count}.`, found);
  // A tool with an everyday word for a name may be described all the same.
  const plain = tools.some(
    ({ name }) =>
      !/[_\-.A-Z\d]/.test(name) &&
      new RegExp(`\\b${name.replace(/[^\w]/g, '.')}\\b`).test(docs.text),
  );
  if (plain && share === 0 && tools.length < 3)
    return review('Documents name its tools in passing.', placesOf(headings));
  return fail(
    `Documents name ${count}.`,
    tools.filter((tool) => !named(tool)).map((it) => it.nameAt),
  );
};

/** What all of many tools begin with, up to its `_`: documents may leave it out. */
function commonPrefix(names: readonly string[]): string {
  const [first = ''] = names;
  const prefix = first.slice(0, first.indexOf('_') + 1);
  return names.length >= 3 && prefix.length > 1 && names.every((name) => name.startsWith(prefix))
    ? prefix
    : '';
}

/** P31: arguments and answers are described. */
const formats: Criterion = ({ project, docs, code }) => {
  const holding = new Set(
    project.tools.flatMap(({ at, also }) => [at, ...also].map(({ file }) => file)),
  );
  // What else of a project is called so has nothing to do with tools.
  const outputs = code.words(
    /^(?:outputSchema|output_schema|OutputSchema|structuredContent|WithOutputSchema)$/,
    3,
    ({ file }) => {
      const facts = project.files.get(file);
      return facts !== undefined && (mentionsSdk(facts) || holding.has(file));
    },
  );
  const tables = docs.find(
    /^\|[ \t]*\**(?:parameters?|arguments?|name|field|input|option)\**[ \t]*\|/gim,
  );
  const parameters = project.tools.flatMap(({ schema }) => schema?.parameters ?? []);
  const shown = new Set(docs.inlineCode.flatMap(({ text }) => text.split(/[^\w.-]+/)));
  const described = parameters.filter(({ name }) => shown.has(name));
  const share = parameters.length === 0 ? 0 : described.length / parameters.length;
  const answers = docs.find(/\b(?:returns?|response|result|output|answers?)\b[^\n]{0,200}/gi, 1);
  if (outputs.length > 0) return pass('Answers have a schema.', outputs);
  if ((share >= 0.7 || (tables.length > 0 && share >= 0.4)) && answers.length > 0)
    return pass('Documents describe arguments and answers.', [...tables, ...answers]);
  const inCode = parameters.filter(({ description }) => description !== undefined);
  return review(
    'Arguments are described in the code at most, and answers nowhere.',
    inCode.map((it) => it.at),
  );
};

/** P32: a list of errors, each with what it means. */
const errorCodes: Criterion = ({ docs }) => {
  const lists = docs
    .sections(
      /\berror (?:codes?|reference|responses?|messages|types)\b|^(?:errors?|error handling)$/i,
    )
    .filter(({ text }) => rowsIn(text) >= 2);
  return lists.length > 0
    ? pass('Errors are listed with their meaning.', placesOf(lists))
    : fail('No list of errors was found in the documents.');
};

/** Rows of a table below its head, or items of a list with a name in code and words behind it. */
function rowsIn(text: string): number {
  const rows =
    [...text.matchAll(/^\|(?=[ \t:|-]{0,500}[^ \t:|\r\n-])[^\r\n]{0,2000}\|[ \t]{0,20}$/gm)]
      .length - 1;
  const items = [...text.matchAll(/^[ \t]*[-*][ \t]+(?:\*\*)?`[^`\n]{1,80}`[^\n]{8,}/gm)].length;
  return Math.max(rows, items);
}

/** P33: a call with its arguments. */
const exampleCalls: Criterion = ({ docs }) => {
  const calls = docs.blocks.filter(({ code }) =>
    /["']?arguments["']?\s*:\s*\{|["']tools\/call["']|\bcallTool\(|\bcall_tool\(/.test(code),
  );
  return calls.length > 0
    ? pass(
        'A call is shown with its arguments.',
        calls.map(({ file, start, end }) => place(file, start, end)),
      )
    : fail('No call with arguments was found in the documents.');
};

/** P34: every credential is named. */
const authDocumented: Criterion = ({ credentials, docs }) => {
  if (credentials.length === 0) return notApplicable('It needs no credential.');
  const names = [...new Set(credentials.map(({ name }) => name))];
  const found = names.flatMap((name) => {
    // An option may also be given as a variable: `--storage-token` as `NOTES_STORAGE_TOKEN`.
    const variable = name.startsWith('--') ? name.slice(2).replace(/-/g, '_').toUpperCase() : '';
    const also = variable.includes('_') ? `|(?<![a-z])[A-Z][A-Z\\d_]{0,60}_${variable}` : '';
    const pattern = `(?:(?<![\\w-])${name.replace(/[^\w-]/g, '.')}${also})(?![\\w])`;
    return docs.find(new RegExp(pattern, 'g'), 1);
  });
  if (found.length > 0) return pass('Credentials are named in the documents.', found);
  return fail(
    'No credential that the code reads is named in the documents.',
    credentials.map((it) => it.at),
  );
};

/** P35: the limits a user runs into. */
const limitsDocumented: Criterion = ({ http, callerTokens, docs, upstream, apiCredentials }) => {
  const said = docs.find(
    /(?:rate[- ]?limit|quota|throttl|free (?:tier|trial|plan))[^\n]{0,100}?\d{1,9}[ -]?(?:req|call|per|\/|credit|rpm|generation|search|a day|times)|\[[^\]\n]{0,60}(?:rate[- ]?limits?|quotas?|pricing)[^\]\n]{0,40}\]\(https:|https:\/\/[^\s)]{1,100}(?:rate-?limit|quota|pricing)|\d[\d,.]{0,12}\s{0,4}(?:requests?|calls?|generations?|credits?)\s{0,4}(?:\/|per|each|an?|every)\s{0,4}(?:second|minute|hour|day|month|min\b|s\b)|(?:limit|limited)[^\n]{0,60}\d{1,9}[^\n]{0,20}(?:per|a|each|every) (?:second|minute|hour|day|month)/gi,
  );
  if (said.length > 0) return pass('Limits are stated, or linked.', said);
  const fixed = upstream.some(({ url }) => url !== null && /^https:\/\/[\w.-]+/.test(url));
  if (!fixed && apiCredentials.length === 0 && (http.length === 0 || callerTokens.length === 0))
    return notApplicable('It calls no service with limits, and has none of its own.');
  return review('Limits are not mentioned.');
};

const INSTALLS =
  /\b(?:npx|bunx|pnpm dlx|yarn dlx|npm (?:i|install|ci)|pnpm (?:i|install|add)|yarn (?:add|install)|bun (?:add|install)|uvx|uv (?:tool install|pip install|add|sync|run)|pipx? (?:run |install)|docker (?:run|pull|build|compose)|go (?:install|build|run)|brew install|cargo (?:install|build)|dnx|dotnet (?:tool|add|run|build)|mvn|gradlew?|claude mcp add|git clone|make (?:build|install))\b|smithery\.ai|vscode:mcp|cursor:\/\/|\bmcpb\b|https:\/\/[\w.-]+\/(?:mcp|sse)\b/;

/** P36: a command that installs it. */
const installation: Criterion = ({ docs, project }) => {
  const short = project.name.replace(/^@[^/]+\//, '');
  const blocks = docs.blocks.filter(({ code }) => INSTALLS.test(code));
  const own = blocks.filter(({ code }) => code.includes(project.name) || code.includes(short));
  const inline = docs.inlineCode.filter(({ text }) => INSTALLS.test(text));
  const found = [
    ...(own.length > 0 ? own : blocks).map(({ file, start, end }) => place(file, start, end)),
    ...inline.map((it) => it.at),
  ];
  return found.length > 0
    ? pass('A command installs it.', found)
    : fail('No command that installs it was found in the documents.');
};

/** P37: what goes into the configuration of a host. */
const setUp: Criterion = ({ docs }) => {
  const found: Place[] = [];
  const shown = docs.find(
    /["']?mcpServers["']?\s*:|["']servers["']\s*:\s*\{|\[mcp_servers\.|\b(?:claude|codex|gemini|code|amp|droid) mcp add\b|--add-mcp\b|vscode:mcp|cursor:\/\/|vscode\.dev\/redirect|insiders\.vscode\.dev\/redirect|cursor\.com\/(?:en\/)?install-mcp|"context_servers"\s*:/g,
  );
  found.push(...shown);
  // An entry alone, to be put among the others.
  const entries = docs.blocks
    .filter(
      ({ code }) =>
        /"command"\s*:\s*"[^"\n]+"/.test(code) && /"(?:args|env)"\s*:\s*[[{]/.test(code),
    )
    .map(({ file, start, end }) => place(file, start, end));
  found.push(...entries);
  return found.length > 0
    ? pass('A configuration of a host is shown.', found)
    : fail('No configuration of a host was found in the documents.');
};

export const documentation: Readonly<Record<number, Criterion>> = {
  30: toolsDocumented,
  31: formats,
  32: errorCodes,
  33: exampleCalls,
  34: authDocumented,
  35: limitsDocumented,
  36: installation,
  37: setUp,
};
