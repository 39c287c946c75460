import type { Command } from 'commander';

export function addLsp(program: Command): void {
  program
    .command('lsp')
    .description('Serve an editor over the Language Server Protocol.')
    .option('--stdio', 'over standard input and output (the default)')
    .option('--node-ipc', 'over the channel to a parent process that is Node, as VS Code is')
    .option('--clientProcessId <id>', 'end when this process ends')
    .action(async ({ nodeIpc }: { nodeIpc?: true }) => {
      // Loaded only now: the other commands start faster without it.
      const { serve } = await import('../../lsp/serve.ts');
      serve(nodeIpc ? 'node-ipc' : 'stdio');
    });
}
