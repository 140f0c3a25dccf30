import { type Access, listen, type Listening, type ListenOptions } from '../express.ts';
import { isLoopback } from '../host/guard.ts';
import type { Fake, FakeOptions } from '../world/fake.ts';
import { addressMistake } from './addresses.ts';
import { fakeOf } from './fakes.ts';
import type { Given } from './given.ts';
import { recordingOf, type ServedRecording } from './serve/recording.ts';
import { type Reporter, reporterFor } from './serve/reporter.ts';
import { stopAsked } from './serve/stop.ts';
import { bugsOf, byteCount, controlTokenOf, hostNames, observedOf, oneOf, wholeNumber } from './values.ts';

/**
 * `serve`: answers until it is told to stop.
 * @throws Mistake where an option, the seed or the address is not right; Failure where a recording could not be written.
 */
export async function run(given: Given): Promise<void> {
  const place = {
    port: wholeNumber(given, 'port', [0, 65_535]) ?? 9292,
    host: given.text('host') ?? '127.0.0.1',
    requestSeconds: wholeNumber(given, 'request-timeout', [1, 86_400]) ?? 45,
    ...accessOf(given),
  };
  const fake = await fakeOf(given, {
    ...optionsOf(given),
    onExchange: (exchanged) => tell(process.stderr, reporter.exchanged(exchanged)),
  });
  const reporter = reporterFor(given, fake);
  const recording = await recordingOf(given);
  const listening = await listenAt(recording?.through(fake) ?? fake, place);
  const stopped = Promise.race([stopAsked(), ...(recording === undefined ? [] : [recording.parentGone])]);
  tell(process.stdout, reporter.ready(listening));
  if (fake.bugs.length > 0)
    tell(
      process.stderr,
      reporter.warning(`bugs are on: ${fake.bugs.join(', ')}. This cloud gets rules wrong on purpose.`),
    );
  if (!isLoopback(place.host) && place.host !== 'localhost')
    tell(process.stderr, openToOthers(reporter, place.host, place));
  await stopped;
  const closed = listening.close();
  // Nothing is waited for before a recording is written: a connection that does not close must not cost it.
  if (recording !== undefined) await write(recording);
  await closed;
  if (recording === undefined) tell(process.stderr, reporter.closed());
}

/** @throws Failure where the recording could not be written. */
async function write(recording: ServedRecording): Promise<void> {
  if (process.stderr.isTTY) tell(process.stderr, 'Writing what was recorded. A second Ctrl-C would lose it.');
  tell(process.stderr, await recording.written());
}

/** Who may reach the server. @throws Mistake for a name that is none, and a control token that cannot stand in a header. */
function accessOf(given: Given): Access {
  const allowedHosts = given.text('allowed-host') === 'all' ? 'all' : hostNames(given, 'allowed-host');
  const controlToken = controlTokenOf(given);
  return {
    allowedHosts,
    ...(controlToken === undefined ? {} : { controlToken }),
  };
}

/** What is said about the cloud besides its world. */
function optionsOf(given: Given): FakeOptions {
  const most = Number.MAX_SAFE_INTEGER;
  const options = {
    observed: observedOf(given),
    bugs: bugsOf(given),
    errorBody: given.has('error-body') ? oneOf(given, 'error-body', ['glance', 'general']) : undefined,
    membersPerImage: wholeNumber(given, 'members-per-image', [0, most]),
    requestsPerMinute: wholeNumber(given, 'requests-per-minute', [1, most]),
    jsonBytes: byteCount(given, 'json-bytes'),
    imageBytes: byteCount(given, 'image-bytes'),
    worldBytes: byteCount(given, 'world-bytes'),
    deletedImages: wholeNumber(given, 'deleted-images', [0, most]),
    removedMembers: wholeNumber(given, 'removed-members', [0, most]),
    // A token's end must be a date that JavaScript can hold.
    tokenLifetime: wholeNumber(given, 'token-lifetime', [1, 1_000_000_000]),
    maxTokens: wholeNumber(given, 'max-tokens', [1, most]),
    credentialsPerUser: wholeNumber(given, 'credentials-per-user', [0, most]),
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function tell(stream: NodeJS.WriteStream, text: string | undefined): void {
  if (text !== undefined) stream.write(`${text}\n`);
}

/** @throws Mistake where the address cannot be had. */
async function listenAt(
  fake: Fake,
  place: ListenOptions & { readonly port: number; readonly host: string },
): Promise<Listening> {
  try {
    return await listen(fake, place);
  } catch (error) {
    throw addressMistake(error, place) ?? error;
  }
}

function openToOthers(reporter: Reporter, host: string, { controlToken }: Access): string {
  const control =
    controlToken === undefined
      ? '/_fake is closed: it needs --control-token or IMAGE_MEMBERS_FAKE_CONTROL_TOKEN.'
      : '/_fake takes the control token.';
  return reporter.warning(
    `${host} is not for this machine alone: whoever reaches it can use the tokens of the seed. ${control}`,
  );
}
