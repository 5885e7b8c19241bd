// Runs commands as child processes. Defines the root folder and the environment that all scripts share.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };

/** Runs `command` in the project's root. Resolves with its exit status and, with `capture`, its output. */
export function run(command, args, { capture = false, env = {}, input } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...environment, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** Runs a tool of node_modules by its entry file, so that no shell is needed on any platform. */
export function runTool(entry, args, options) {
  return run(process.execPath, [`${ROOT}node_modules/${entry}`, ...args], options);
}
