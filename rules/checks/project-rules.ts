import type { ProjectRule } from '../engine/project-rule.ts';
import { argumentsNotValidated } from './project/arguments-not-validated.ts';
import { stdoutWriteInStdioServer } from './project/stdout-write-in-stdio-server.ts';
import { toolErrorNotFlagged } from './project/tool-error-not-flagged.ts';
import { toolWithoutAnnotations } from './project/tool-without-annotations.ts';

/** Every rule about server projects, sorted by id. To add one, add its file and its page, and name it here. */
export const projectRules: readonly ProjectRule[] = [
  argumentsNotValidated,
  stdoutWriteInStdioServer,
  toolErrorNotFlagged,
  toolWithoutAnnotations,
];
