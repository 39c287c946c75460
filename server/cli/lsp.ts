import type { Command } from 'commander';

export function addLsp(program: Command): void {
  program
    .command('lsp')
    .description('Serve an editor over the Language Server Protocol.')
    .option('--stdio', 'over standard input and output (the default)')
    .option('--clientProcessId <id>', 'end when this process ends')
    .action(async () => {
      // Loaded only now: the other commands start faster without it.
      const { serveStdio } = await import('../stdio.ts');
      serveStdio();
    });
}
