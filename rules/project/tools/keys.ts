/** What frameworks call the parts of a tool's definition. */
export const SCHEMA_KEYS: readonly string[] = [
  'inputSchema',
  'input_schema',
  'parameters',
  'paramsSchema',
  'parametersSchema',
  'argsSchema',
  'inputShape',
  'argsShape',
  'inputs',
  'input',
  'schema',
  'args',
];

/** Among them those that nothing but a tool has. */
export const SURE_SCHEMA_KEYS: readonly string[] = ['inputSchema', 'paramsSchema', 'inputShape'];

export const HANDLER_KEYS: readonly string[] = [
  'handler',
  'execute',
  'callback',
  'cb',
  'run',
  'handle',
  'call',
  'fn',
  'func',
  'implementation',
  'toolCallback',
  'action',
  'logic',
  'tool',
];

export const HINTS: readonly string[] = [
  'title',
  'readOnlyHint',
  'destructiveHint',
  'idempotentHint',
  'openWorldHint',
];

/** Packages with a `tool` or `Tool` of their own, which is offered to a model but not through a server. */
export const OTHER_FRAMEWORKS =
  /^(?:ai$|@ai-sdk\/|@?langchain|langgraph|llama[-_]?index|@llamaindex|@openai\/|openai|pydantic_ai|agents$|crewai|autogen|smolagents|strands|google\.adk|@google\/|agno|semantic_kernel|haystack|livekit|anthropic$|@anthropic-ai\/sdk)/;
