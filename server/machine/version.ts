/** Written in by the bundler; straight from the sources there is none. */
export const version: string = process.env.MCP_CHECKLIST_VERSION ?? '0.0.0';
