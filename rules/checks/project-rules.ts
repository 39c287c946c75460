import type { ProjectRule } from '../engine/project-rule.ts';
import { argumentsNotValidated } from './project/arguments-not-validated.ts';
import { codeEval } from './project/code-eval.ts';
import { descriptionInstructsModel } from './project/description-instructs-model.ts';
import { fetchOfArgumentUrl } from './project/fetch-of-argument-url.ts';
import { listenAllInterfaces } from './project/listen-all-interfaces.ts';
import { manifestInvalid } from './project/manifest-invalid.ts';
import { manifestPlaceholder } from './project/manifest-placeholder.ts';
import { manifestPrivacyMissing } from './project/manifest-privacy-missing.ts';
import { manifestSecretNotMarked } from './project/manifest-secret-not-marked.ts';
import { manifestSseRemote } from './project/manifest-sse-remote.ts';
import { manifestVersionDrift } from './project/manifest-version-drift.ts';
import { pathFromArgument } from './project/path-from-argument.ts';
import { readmeSecretInArgs } from './project/readme-secret-in-args.ts';
import { registryNameMismatch } from './project/registry-name-mismatch.ts';
import { serverSharedBetweenClients } from './project/server-shared-between-clients.ts';
import { shellCommandFromVariable } from './project/shell-command-from-variable.ts';
import { sqlBuiltFromVariable } from './project/sql-built-from-variable.ts';
import { stdoutWriteInStdioServer } from './project/stdout-write-in-stdio-server.ts';
import { tlsVerificationOff } from './project/tls-verification-off.ts';
import { toolErrorNotFlagged } from './project/tool-error-not-flagged.ts';
import { toolNameTooLong } from './project/tool-name-too-long.ts';
import { toolWithoutAnnotations } from './project/tool-without-annotations.ts';

/** Every rule about server projects, sorted by id. To add one, add its file and its page, and name it here. */
export const projectRules: readonly ProjectRule[] = [
  argumentsNotValidated,
  codeEval,
  descriptionInstructsModel,
  fetchOfArgumentUrl,
  listenAllInterfaces,
  manifestInvalid,
  manifestPlaceholder,
  manifestPrivacyMissing,
  manifestSecretNotMarked,
  manifestSseRemote,
  manifestVersionDrift,
  pathFromArgument,
  readmeSecretInArgs,
  registryNameMismatch,
  serverSharedBetweenClients,
  shellCommandFromVariable,
  sqlBuiltFromVariable,
  stdoutWriteInStdioServer,
  tlsVerificationOff,
  toolErrorNotFlagged,
  toolNameTooLong,
  toolWithoutAnnotations,
];
