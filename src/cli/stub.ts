import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { addressMistake } from './addresses.ts';
import { Failure } from './failure.ts';
import type { Given } from './given.ts';
import { pactFiles } from './pact-files.ts';
import { startPactTool } from './pact-tools.ts';
import { wholeNumber } from './values.ts';

/**
 * `stub`: hands pacts to the official stub server, until it is told to stop.
 * @throws Mistake where an option, a pact or the port is not right, or where the Pact tools are not installed.
 * @throws Failure where the stub server ended by itself.
 */
export async function run(given: Given): Promise<void> {
  const files = pactFiles(given);
  const port = await freePort(wholeNumber(given, 'port', [0, 65_535]) ?? 9293);
  const { ended } = startPactTool(stubWords(given, port, files), onlyFiles);
  let over = false;
  const end = ended.finally(() => (over = true));
  await answering(port, () => over);
  if (!over) process.stdout.write(`${told(port, files.length)}\n`);
  const { code, stopped } = await end;
  if (!stopped) throw new Failure(`the stub server ended with exit code ${code}. Its words above say why.`);
}

/** The stub server would fetch the pacts of a broker as well. */
const onlyFiles = { PACT_BROKER_BASE_URL: undefined };

function stubWords(given: Given, port: number, files: readonly string[]): readonly string[] {
  return [
    'stub',
    `--port=${port}`,
    // What it tells of each request beyond that includes the headers, and so the tokens.
    '--loglevel=warn',
    ...(given.has('cors') ? ['--cors'] : []),
    ...files.map((file) => `--file=${file}`),
  ];
}

function told(port: number, count: number): string {
  return [
    `The stub answers at http://127.0.0.1:${port}, and at every other address of this machine, out of ${count === 1 ? 'one pact file' : `${count} pact files`}.`,
    'It knows no state: the same request always has the same answer. `image-members-fake serve` has the state.',
    'Ctrl-C closes it.',
  ].join('\n');
}

/** Where the stub server listens; it does not let itself be told. */
const everywhere = '0.0.0.0';

/** A port that can be had; 0 is any. @throws Mistake where it cannot. */
async function freePort(port: number): Promise<number> {
  const trial = createServer();
  try {
    await once(trial.listen(port, everywhere), 'listening');
  } catch (error) {
    throw addressMistake(error, { host: everywhere, port }) ?? error;
  }
  const { port: had } = trial.address() as AddressInfo;
  await new Promise((closed) => trial.close(closed));
  return had;
}

/** Settles once something answers at the port, or when it is over. */
async function answering(port: number, over: () => boolean): Promise<void> {
  if (over() || (await connects(port))) return;
  await setTimeout(20);
  await answering(port, over);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
