// Runs one program and takes it, and everything it started, down when the parent goes away, even
// when the parent was killed and could not tidy up: then our stdin ends. Used for the VS Code server.
import { spawn } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {NodeJS.Signals} signal */
function kill(signal) {
  try {
    // The negative id names the whole process group: extension hosts and language servers too.
    process.kill(-(/** @type {number} */ (child.pid)), signal);
  } catch {
    // Already gone.
  }
}

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  kill('SIGTERM');
  setTimeout(() => kill('SIGKILL'), 2000);
}

process.stdin.resume().on('end', stop).on('error', stop);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, stop);
child.once('error', () => process.exit(127));
child.once('exit', (code) => {
  kill('SIGKILL');
  process.exit(stopping ? 0 : (code ?? 1));
});
