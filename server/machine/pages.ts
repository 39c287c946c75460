import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let pages: Readonly<Record<string, string>> | undefined;

/** The page of a rule, as Markdown; undefined for a rule there is not. The file stands beside this program. */
export function pageOf(rule: string): string | undefined {
  pages ??= JSON.parse(readFileSync(join(__dirname, 'pages.json'), 'utf8')) as Record<
    string,
    string
  >;
  return Object.hasOwn(pages, rule) ? pages[rule] : undefined;
}
