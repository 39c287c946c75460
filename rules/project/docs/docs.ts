import type { CodeBlock, Heading, Link } from '../../source/markdown/read.ts';
import { perObject } from '../../text/memory.ts';
import type { FileFacts } from '../files/facts.ts';
import { folderOf } from '../names/sources.ts';
import type { ServerProject } from '../project.ts';
import type { Place } from '../tools/tool.ts';

/** A section of a document: its heading, and everything down to the next one of its level. */
export interface Section {
  readonly file: string;
  readonly title: string;
  readonly level: number;
  readonly at: Place;
  /** Without the heading itself. */
  readonly text: string;
  /** Where `text` begins in the file. */
  readonly start: number;
}

/** Where a document leads to. */
export interface DocLink extends Pick<Link, 'target' | 'text' | 'start' | 'end'> {
  readonly file: string;
}

/** Written for contributors, agents or machines, or a record of what was. */
const ASIDE =
  /(?:^|\/)(?:CHANGELOG|CHANGES|HISTORY|RELEASES?|CONTRIBUTING|CODE_OF_CONDUCT|GOVERNANCE|CLAUDE|AGENTS?|GEMINI|ROADMAP|TODO|DEVELOPMENT|DEVELOPING|ARCHITECTURE|NOTICE|LICENSE\w*|CODEOWNERS|PULL_REQUEST_TEMPLATE|SKILL|(?:ADR|RFC|PRD)(?:[-_ ]?\d[^/]{0,200})?|RELEASE[-_]?NOTES|PLAN(?:[-_]\w{1,60})?|\w{1,60}[-_]PLAN|HANDOFF|PROGRESS)(?:\.[\w-]+)?\.(?:md|mdx|txt|rst)$/i;
/** What was thought, planned and found out, not what is; and what is sold. */
const THOUGHTS =
  /(?:^|\/)(?:rfcs?|adrs?|decisions|proposals|developers?|development|contributing|maintainers?|(?:feature[-_]?)?specs?|plans|planning|design[-_]docs?|proto-docs|retrospectives?|retros|analysis|post-?mortems?|archived?|blog|posts|infra(?:structure)?|terraform)\/|^tasks\//i;
/** Beside code they are for those who write it. */
const INSIDE = /^(?:.*\/)?(?:internal|testing|testdata|fixtures|scripts|benchmarks?|evals?)\//i;
/** What stands in source is handed out by the server, or for those who write it; a README there is for all. */
const SOURCE =
  /^(?!docs?\/|documentation\/|website\/|site\/)(?:[^/]{1,100}\/){0,3}(?:src|lib|resources|knowledge)\/(?!content\/|(?:[^/]{1,100}\/){0,10}README\.md$)/i;
const HIDDEN = /(?:^|\/)\.(?!\/)[^/]+\//;
/** Translations say what the original says. */
const TRANSLATED =
  /(?:^|\/)(?:i18n|translations?|locales?|l10n)\/|README[._-](?!md\b)[a-z]{2}(?:[-_][A-Za-z]{2,4})?\.md$/i;

/** What a project tells its users, in the order in which they read it. */
export class Docs {
  readonly files: readonly FileFacts[];
  #links: readonly DocLink[] | undefined;
  #inlineCode: Docs['inlineCode'] | undefined;

  constructor({ files, root, manifests }: ServerProject) {
    const own = root === '' ? '' : `${root}/`;
    const around = new Set(
      manifests.map(({ file }) => folderOf(file)).filter((it) => own.startsWith(`${it}/`)),
    ).add('');
    this.files = [...files.values()]
      .filter(({ path, role, markdown }) => {
        if (role !== 'document' || !markdown) return false;
        if (ASIDE.test(path) || HIDDEN.test(path) || TRANSLATED.test(path)) return false;
        const below = path.slice(path.startsWith(own) ? own.length : 0);
        if (INSIDE.test(below) || THOUGHTS.test(below) || SOURCE.test(below)) return false;
        // What is around a package documents others than this one below it.
        return path.startsWith(own) || around.has(folderOf(path));
      })
      .sort((a, b) => rank(a.path, own) - rank(b.path, own) || (a.path < b.path ? -1 : 1));
  }

  get text(): string {
    return this.files.map(({ text }) => text).join('\n');
  }

  /** Every place where a pattern matches; it has the flag `g`. */
  find(pattern: RegExp, most = 3): readonly Place[] {
    const places: Place[] = [];
    for (const { path, text } of this.files) {
      for (const found of text.matchAll(pattern)) {
        if (places.length >= most) return places;
        places.push(place(path, found.index, found.index + found[0].length));
      }
    }
    return places;
  }

  sections(title: RegExp): readonly Section[] {
    return this.files.flatMap((facts) => [
      ...(facts.markdown?.headings ?? [])
        .filter((heading) => title.test(plainTitle(heading.text)))
        .map((heading) => sectionOf(facts.path, facts.text, heading)),
      ...foldedIn(facts).filter((section) => title.test(section.title)),
    ]);
  }

  get blocks(): readonly (CodeBlock & { readonly file: string; readonly code: string })[] {
    return this.files.flatMap(({ path, text, markdown }) =>
      (markdown?.code ?? []).map((block) => ({
        ...block,
        file: path,
        code: text.slice(block.content.start, block.content.end),
      })),
    );
  }

  /** Links, and addresses that stand in the text as they are. */
  get links(): readonly DocLink[] {
    this.#links ??= this.files.flatMap(({ path, text, markdown }) => {
      const written = markdown?.links ?? [];
      const taken = new Set(written.map(({ targetAt }) => targetAt.start));
      const bare = [...text.matchAll(/https?:\/\/[^\s<>()"'`\]|]+/g)]
        .filter(({ index }) => !taken.has(index))
        .map(({ 0: found, index }) => {
          const target = found.replace(/[.,;:!?*_]{1,20}$/, '');
          return { file: path, target, text: '', start: index, end: index + target.length };
        });
      return [...written.map((link) => ({ ...link, file: path })), ...bare];
    });
    return this.#links;
  }

  get inlineCode(): readonly { readonly text: string; readonly at: Place }[] {
    this.#inlineCode ??= this.files.flatMap(({ path, markdown }) =>
      (markdown?.inlineCode ?? []).map(({ text, start, end }) => ({
        text,
        at: place(path, start, end),
      })),
    );
    return this.#inlineCode;
  }
}

function sectionOf(path: string, text: string, heading: Heading): Section {
  return {
    file: path,
    title: plainTitle(heading.text),
    level: heading.level,
    at: place(path, heading.start, heading.end),
    text: text.slice(heading.end, heading.section.end),
    start: heading.end,
  };
}

/** What is folded away has a title as well: `<details><summary>Troubleshooting</summary>`. */
const foldedIn = perObject(({ path, text }: FileFacts): readonly Section[] =>
  text.includes('<summary')
    ? [...text.matchAll(/<summary[^<>\n]{0,100}>/gi)].flatMap((found): readonly Section[] => {
        const begin = found.index + found[0].length;
        const close = text.indexOf('</summary>', begin);
        if (close < 0 || close > begin + 300) return [];
        const start = close + '</summary>'.length;
        const end = text.indexOf('</details>', start);
        return [
          {
            file: path,
            title: plainTitle(text.slice(begin, close)),
            level: 6,
            at: place(path, found.index, start),
            text: text.slice(start, end < 0 ? start + 2_000 : end),
            start,
          },
        ];
      })
    : [],
);

/** A heading without marks and pictures. */
export function plainTitle(title: string): string {
  return title
    .replace(/!?\[([^[\]\n]{0,200})\]\([^()\n]{0,500}\)/g, '$1')
    .replace(/[*_`]|<[^<>]{0,100}>/g, '')
    .trim();
}

export function place(file: string, start: number, end: number): Place {
  return { file, span: { start, end } };
}

function rank(path: string, own: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const readme = /^README\.(?:md|mdx|markdown)$/i.test(name);
  if (readme && path === own + name) return 0;
  if (readme && own.startsWith(path.slice(0, -name.length))) return 1;
  if (readme) return 3;
  return path.includes('/') ? 4 : 2;
}
