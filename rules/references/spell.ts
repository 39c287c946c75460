import type { SyntaxId } from './syntax.ts';

/** One reference in a given syntax; undefined for those that only people and shells write. */
export function writeReference(syntax: SyntaxId, name: string): string | undefined {
  switch (syntax) {
    case 'input':
      return `\${input:${name}}`;
    case 'env-colon':
      return `\${env:${name}}`;
    case 'brace':
      return `\${${name}}`;
    case 'dollar':
      return `$${name}`;
    case 'curly-env':
      return `{env:${name}}`;
    case 'user-config':
      return `\${user_config.${name}}`;
    case 'expression':
      return `\${{ secrets.${name} }}`;
    default:
      return undefined;
  }
}
