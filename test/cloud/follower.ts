import { readFileSync, writeFileSync } from 'node:fs';
import { answers, startDaemon, stopEarlier, type Yard } from './daemons.ts';

/** A Glance beside those of a cloud, over the images of one of them, with a policy and settings of its own. */
export interface Follower {
  /** The Glance of the cloud whose configuration, database and stores it shares. */
  readonly beside: 'glance' | 'glance-legacy';
  /** The text of its policy file. */
  readonly policy: string;
  /** Options of its section DEFAULT. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where it listens. */
  readonly port: number;
}

/**
 * Starts a Glance that alone follows a policy, over the images of another. One that runs reads a changed file again, and keeps
 * the rules that are not in it any more: each policy has a process of its own.
 * @param yard the directory of the cloud.
 */
export async function startFollower(
  { beside, policy, settings = {}, port }: Follower,
  { directory, say, signal }: Yard,
): Promise<AsyncDisposable & { readonly url: string }> {
  const [file, configuration] = [`${directory}/policy.yaml`, `${directory}/follower.conf`];
  const usual = readFileSync(`${directory}/${beside}.conf`, 'utf8');
  const own = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const text = usual
    .replace(/^\[DEFAULT\]\n/m, (heading) => heading + own.join(''))
    .replace(/^bind_port = .*$/m, `bind_port = ${port}`)
    .replace(/^log_file = .*$/m, `log_file = ${directory}/follower-server.log`)
    .replace(/^policy_file = .*$/m, `policy_file = ${file}`);
  writeFileSync(file, policy);
  writeFileSync(configuration, text, { mode: 0o600 });
  const url = `http://127.0.0.1:${port}`;
  const daemon = {
    name: 'follower',
    command: 'glance-api',
    args: ['--config-file', configuration],
    isUp: () => answers(`${url}/`),
  };
  // One of a run that was killed follows another policy.
  await stopEarlier(daemon, { directory });
  const stop = await startDaemon(daemon, { directory, say, signal });
  return { url, [Symbol.asyncDispose]: stop };
}
