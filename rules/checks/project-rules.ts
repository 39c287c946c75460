import type { ProjectRule } from '../engine/project-rule.ts';
import { argumentsNotValidated } from './project/arguments-not-validated.ts';
import { codeEval } from './project/code-eval.ts';
import { fetchOfArgumentUrl } from './project/fetch-of-argument-url.ts';
import { pathFromArgument } from './project/path-from-argument.ts';
import { shellCommandFromVariable } from './project/shell-command-from-variable.ts';
import { sqlBuiltFromVariable } from './project/sql-built-from-variable.ts';
import { stdoutWriteInStdioServer } from './project/stdout-write-in-stdio-server.ts';
import { toolErrorNotFlagged } from './project/tool-error-not-flagged.ts';
import { toolWithoutAnnotations } from './project/tool-without-annotations.ts';

/** Every rule about server projects, sorted by id. To add one, add its file and its page, and name it here. */
export const projectRules: readonly ProjectRule[] = [
  argumentsNotValidated,
  codeEval,
  fetchOfArgumentUrl,
  pathFromArgument,
  shellCommandFromVariable,
  sqlBuiltFromVariable,
  stdoutWriteInStdioServer,
  toolErrorNotFlagged,
  toolWithoutAnnotations,
];
