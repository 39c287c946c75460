/**
 * Makes a text fit for a notification, where VS Code turns `[words](command:…)` into a link that runs a command
 * (microsoft/vscode, src/vs/base/common/linkedText.ts), whoever wrote it: a folder may be called so.
 */
export function plain(text: string): string {
  return text
    .replace(/(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll('](', '] (')
    .trim();
}
