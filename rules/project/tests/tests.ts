import type { FileFacts } from '../files/facts.ts';
import type { ServerProject } from '../project.ts';
import type { Place, Tool } from '../tools/tool.ts';

const ASSERTS =
  /\b(?:describe|it|test)(?:\.\w+)?\s*\(|\bdef test_|\bfunc Test\w|#\[(?:tokio::)?test\]|@Test\b|\[(?:Fact|Theory|Test|TestMethod)\]|\bassert\b/;
const FIXTURE = /(?:^|\/)(?:__?fixtures?__?|testdata|test-?data|__snapshots__|cassettes)\//i;

/** The tests of a project: files that assert something, not what they read. */
export class Tests {
  readonly files: readonly FileFacts[];
  readonly #text: string;

  constructor({ files }: ServerProject) {
    this.files = [...files.values()].filter(
      ({ path, role, text }) =>
        (role === 'test' || (/\.rs$/.test(path) && /#\[cfg\(test\)\]/.test(text))) &&
        /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|cs)$/i.test(path) &&
        !FIXTURE.test(path) &&
        ASSERTS.test(text),
    );
    this.#text = this.files.map(testText).join('\n');
  }

  find(pattern: RegExp, most = 3): readonly Place[] {
    const places: Place[] = [];
    for (const facts of this.files) {
      const { path } = facts;
      const text = testText(facts);
      const start = facts.text.length - text.length;
      for (const found of text.matchAll(pattern)) {
        if (places.length >= most) return places;
        places.push({
          file: path,
          span: { start: start + found.index, end: start + found.index + found[0].length },
        });
        break;
      }
    }
    return places;
  }

  /** Whether a test names a tool: its name in quotes, or the function that is it. Short names need their quotes. */
  names(tool: Tool): boolean {
    const words = [tool.handler?.function.name, tool.name].filter(
      (word): word is string => word !== undefined && word.length > 0 && !GENERIC.test(word),
    );
    return words.some((word) => {
      if (word.length < 4)
        return new RegExp(`["'\`]${escaped(word)}["'\`]|\\b${escaped(word)}\\(`).test(this.#text);
      if (/^[\w-]+$/.test(word)) return this.files.some((facts) => wordsIn(facts).has(word));
      return new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`).test(this.#text);
    });
  }
}

/** Words of a test, kept as long as its facts: every tool is looked for. */
const words = new WeakMap<FileFacts, ReadonlySet<string>>();

function wordsIn(facts: FileFacts): ReadonlySet<string> {
  const found = words.get(facts) ?? new Set(testText(facts).match(/[\w-]+/g));
  words.set(facts, found);
  return found;
}

/** Of a source of Rust its tests, which stand at its end. */
function testText({ path, role, text }: FileFacts): string {
  const at = role === 'test' || !path.endsWith('.rs') ? 0 : text.indexOf('#[cfg(test)]');
  return text.slice(Math.max(at, 0));
}

/** What handlers of many tools are called. */
const GENERIC = /^(?:handler|execute|handle|run|callback|call|main|invoke|default|fn)$/;

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
