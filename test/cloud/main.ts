/** `node test/cloud/main.ts`: starts a real cloud, says where it is and who lives there, and stops it at Ctrl-C. */
import { startCloud } from './start.ts';

const say = (line: string): void => console.log(line);
const ending = new AbortController();
const wanted = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
const beating = setInterval(() => {}, 60_000);

try {
  await using cloud = await startCloud({ say, signal: ending.signal });
  say(`Keystone ${cloud.identity}/v3`);
  for (const [profile, url] of Object.entries(cloud.glance)) say(`Glance   ${url} (${profile})`);
  for (const [name, { tenantName, password }] of Object.entries(cloud.residents))
    say(`  ${name} in ${tenantName}, password ${password}`);
  say('It runs until Ctrl-C.');
  await wanted;
  say('stopping …');
} catch (error) {
  console.error(ending.signal.aborted ? 'interrupted' : error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  clearInterval(beating);
}
