import { z } from 'zod';
import { writeReference } from '../references/spell.ts';
import { type Host, isPlainList } from './host.ts';

/**
 * The shape of a host's file, for completion, hover and type errors in editors that know JSON Schema. Loose on
 * purpose: a key we do not know may be one the host has learned since. Not part of any bundle.
 *
 * @returns undefined for hosts whose file is about more than MCP, is no list of servers, or has a schema of its own
 */
export function shapeOf(host: Host): z.ZodType | undefined {
  if (!isPlainList(host) || host.family === 'vscode') return undefined;
  const servers = z.record(z.string(), serverShape(host));
  return z.looseObject({
    [host.roots[0]?.path[0] ?? '']: servers.optional().describe('The servers, by name.'),
  });
}

function serverShape({ fields, transports, references, off, stop }: Host): z.ZodType {
  const { writes, places } = references;
  const reference = writes === null ? undefined : writeReference(writes, 'NAME');
  const hint = (role: 'env' | 'header'): string => {
    const resolves = reference !== undefined && places.includes(role);
    return resolves
      ? ` No secret belongs here: write \`${reference}\`.`
      : ' No secret belongs here.';
  };
  const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  const shape: Record<string, z.ZodType> = {};
  const add = (keys: readonly string[], type: z.ZodType, description: string): void => {
    for (const key of keys) shape[key] = type.optional().describe(description);
  };
  const program = z.union([z.string(), z.array(z.string()), z.looseObject({})]);
  add(fields.command, program, 'The program that starts the server.');
  add(fields.args, z.array(value), 'Its arguments, one per entry. Other programs can see them.');
  add(fields.env, z.record(z.string(), value), `Variables for the server.${hint('env')}`);
  add(fields.url, z.string(), 'The address of a server that runs elsewhere: https, or loopback.');
  add(fields.headers, z.record(z.string(), value), `Headers of every request.${hint('header')}`);
  add(fields.cwd, z.string(), 'The folder the server starts in.');
  add(fields.envFile, z.string(), 'A file of variables. Keep it out of the repository.');
  if (transports && transports.length > 0) {
    // Any text passes: a transport we do not know is for a rule to mention.
    const known = z.enum(transports as [string, ...string[]]);
    add(
      fields.type,
      z.union([known, z.string(), z.looseObject({})]),
      'How the server is talked to.',
    );
  }
  if (off) add([off.key], z.boolean(), `${off.value} stops the server. Also: ${stop.how}.`);
  return z.looseObject(shape);
}
