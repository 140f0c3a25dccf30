import { StateError } from '../contract/cloud.ts';
import { realCloud } from '../contract/real-cloud.ts';
import { stageIn } from '../contract/stage.ts';
import { type StateChanged, serveStates, type StateServerOptions } from '../contract/state-server.ts';
import type { Stage } from '../contract/stage.ts';
import type { Listening } from '../listening.ts';
import { addressMistake } from './addresses.ts';
import { Failure } from './failure.ts';
import type { Given } from './given.ts';
import { Mistake } from './mistake.ts';
import { loginsOf } from './players.ts';
import { stopAsked } from './serve/stop.ts';
import { printable } from './text.ts';
import { webUrl, wholeNumber } from './values.ts';

/**
 * `states`: serves provider states until it is told to stop, then takes away what is left of them.
 * @throws Mistake where an option or the address is not right; Failure where something could not be taken away.
 */
export async function run(given: Given): Promise<void> {
  const imageUrl = webUrl(given, 'target');
  if (imageUrl === undefined)
    throw new Mistake('states needs to know the cloud: --target URL, the image API without version.');
  const stage = stageIn(realCloud({ imageUrl, logins: loginsOf(given) }));
  const place = {
    port: wholeNumber(given, 'port', [0, 65_535]) ?? 9294,
    host: given.text('host') ?? '127.0.0.1',
  };
  const server = await serveAt(stage, { ...place, changed: tell });
  const stopped = stopAsked();
  process.stdout.write(`provider states for ${imageUrl}: ${server.url}\n`);
  await stopped;
  await server.close();
  try {
    await stage.tearDown();
  } catch (error) {
    throw error instanceof StateError ? new Failure(error.message, { cause: error }) : error;
  }
}

async function serveAt(stage: Stage, options: Required<StateServerOptions>): Promise<Listening> {
  try {
    return await serveStates(stage, options);
  } catch (error) {
    throw addressMistake(error, options) ?? error;
  }
}

/** The values of a state have tokens in them: they are never told. */
function tell({ action, state, trouble }: StateChanged): void {
  if (state === '' && trouble === undefined) return;
  const what = `${action} ${state}`.trim();
  process.stderr.write(`${printable(trouble === undefined ? what : `${what}: ${trouble}`)}\n`);
}
