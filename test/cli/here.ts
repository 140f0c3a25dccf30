/**
 * Runs the command line in this process: the same code as a process of its own at a hundredth of its cost, as many
 * commands at a time as one likes. What a process has alone, a command here has as well, as long as it runs and in all
 * that it starts: its output, its environment, and the signals that it is sent.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { runCommandLine } from '../../src/cli/command-line.ts';
import type { Program } from './calling.ts';

/** What `process` is to a command that runs here. */
interface OwnProcess {
  readonly stdin: PassThrough;
  readonly stdout: Printed;
  readonly stderr: Printed;
  readonly env: NodeJS.ProcessEnv;
  readonly signals: EventEmitter;
}

/** Keeps what is printed, and passes it on to whoever listens for `data`. */
class Printed extends Writable {
  text = '';
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit('data', chunk);
    done();
  }
}

const running = new AsyncLocalStorage<OwnProcess>();

for (const name of ['stdin', 'stdout', 'stderr', 'env'] as const) {
  const real = Object.getOwnPropertyDescriptor(process, name) ?? {};
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get: () => running.getStore()?.[name] ?? (real.get === undefined ? real.value : real.get.call(process)),
    set(value: unknown) {
      real.value = value;
    },
  });
}

for (const name of ['on', 'once', 'off'] as const) {
  const real = process[name].bind(process) as (event: string, listener: () => void) => NodeJS.Process;
  const own = (event: string, listener: () => void): NodeJS.Process => {
    const signals = event.startsWith('SIG') ? running.getStore()?.signals : undefined;
    if (signals === undefined) return real(event, listener);
    signals[name](event, listener);
    return process;
  };
  Object.defineProperty(process, name, { value: own, configurable: true, writable: true });
}

/** Starts a command in this process. A signal that it does not listen for does nothing. */
export function startHere(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Program & { readonly stderr: Program['stdout'] } {
  const own: OwnProcess = {
    // Nothing comes, and nothing ends: the command is left alone by whoever started it.
    stdin: Object.assign(new PassThrough(), { unref() {} }),
    stdout: new Printed(),
    stderr: new Printed(),
    env,
    signals: new EventEmitter(),
  };
  const ended = running.run(own, async () => {
    const code = await runCommandLine(args);
    return { code, stdout: own.stdout.text, stderr: own.stderr.text };
  });
  return {
    ended,
    stdout: own.stdout,
    stderr: own.stderr,
    kill: (signal) => void running.run(own, () => own.signals.emit(signal, signal)),
  };
}
