import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../rules/source/markdown/read.ts';

const TEXT = `# Title

Some \`code\` and [a link](https://example.com/a "t").

## Install

\`\`\`JSON title
{ "a": 1 }
\`\`\`

![pic](x.png) <https://example.com/b>

Under
-----

[ref]: https://example.com/c
# Last #
`;

describe('Markdown', () => {
  const document = readMarkdown(TEXT);

  it('gives headings with their sections', () => {
    expect(document.headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Title'],
      [2, 'Install'],
      [2, 'Under'],
      [1, 'Last'],
    ]);
    const install = document.headings[1]?.section;
    expect(TEXT.slice(install?.start, install?.end)).toMatch(
      /^## Install[\s\S]*example\.com\/b>\s*$/,
    );
  });

  it('gives code with its language', () => {
    const [block] = document.code;
    expect(block?.language).toBe('json');
    expect(TEXT.slice(block?.content.start, block?.content.end)).toBe('{ "a": 1 }');
    expect(document.inlineCode.map(({ text }) => text)).toEqual(['code']);
  });

  it('gives links with their targets', () => {
    expect(document.links.map(({ target, text, image }) => [target, text, image])).toEqual([
      ['https://example.com/a', 'a link', false],
      ['x.png', 'pic', true],
      ['https://example.com/b', '', false],
      ['https://example.com/c', 'ref', false],
    ]);
  });

  it('reads a later version from an earlier one', () => {
    const typed = TEXT.replace('Some', 'Some `more` and');
    const { parsed: _, ...again } = readMarkdown(typed, document);
    const { parsed: __, ...fresh } = readMarkdown(typed);
    expect(again).toEqual(fresh);
    expect(again.inlineCode).toHaveLength(2);
  });
});
