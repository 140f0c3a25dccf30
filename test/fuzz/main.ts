/**
 * `npm run fuzz`: attacks `serve` with requests and raw connections made up from a seed, and says what did not hold. With
 * `--write` the figures go into docs/TRUST.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Connection } from './connection.ts';
import { attackAt, stretchLength } from './generate.ts';
import { ciRun, summary, trustFile, trustPage } from './page.ts';
import { laneCount } from './place.ts';
import { kindAt } from './raw/kinds.ts';
import { attackRaw } from './raw/run.ts';
import { wireOf } from './request.ts';
import { fuzz } from './run.ts';
import { attacked, rounds, type RoundName } from './server.ts';
import { Verdict } from './verdict.ts';

const usage = `npm run fuzz [-- options]
  --requests N          requests to send (${ciRun.requests})
  --connections N       raw connections to open (${ciRun.connections})
  --seed N              where chance begins (${ciRun.seed}): the same seed sends the same
  --only N              only the request at this place, after those of its client that it builds on; prints the answer
  --round NAME          to which server: ${Object.keys(rounds).join(', ')} (glance)
  --only-connection N   only the raw connection at this place
  --write               write docs/TRUST.md; without other numbers, as CI wants it`;

const options = {
  requests: { type: 'string', default: String(ciRun.requests) },
  connections: { type: 'string', default: String(ciRun.connections) },
  seed: { type: 'string', default: String(ciRun.seed) },
  only: { type: 'string' },
  round: { type: 'string', default: 'glance' },
  'only-connection': { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** @throws Error where it is no whole number from 0 on. */
function whole(text: string, option: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option} ${text}: give a whole number`);
  return Number(text);
}

/** @throws Error where there is no such server. */
function roundOf(name: string): RoundName {
  if (!Object.hasOwn(rounds, name))
    throw new Error(`--round ${name}: there are ${Object.keys(rounds).join(', ')}`);
  return name as RoundName;
}

/** Sends the requests of one lane's stretch up to a place, to a server of its own. */
async function sendOnly(seed: number, index: number, round: RoundName): Promise<void> {
  await using server = await attacked(round);
  const connection = new Connection(server.port);
  const turn = Math.floor(index / laneCount);
  const first = index - (turn % stretchLength) * laneCount;
  for (let each = first; each <= index; each += laneCount) {
    const attack = attackAt(seed, each, `127.0.0.1:${server.port}`);
    const { method, target, mutations } = attack;
    console.log(`${each}: ${method} ${target.slice(0, 150)} (${mutations.join('; ') || 'valid'})`);
    const { status, body } = await connection.ask(wireOf(attack), method);
    console.log(`  ${status} ${JSON.stringify(Buffer.from(body).toString().slice(0, 300))}`);
  }
  connection.close();
  await server.stop();
  for (const line of server.log.strange) console.log(line);
}

async function openOnly(seed: number, index: number): Promise<number> {
  await using server = await attacked('glance');
  const verdict = new Verdict(({ rule, what, repeat }) => console.log(`${rule}: ${what}\n${repeat}\n`));
  console.log(kindAt(index).name);
  const { judge } = await attackRaw(server, { seed, from: index, to: index + 1 }, verdict);
  await server.stop();
  judge();
  return verdict.findings.length;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed = whole(values.seed, 'seed');
  if (values.only !== undefined) {
    await sendOnly(seed, whole(values.only, 'only'), roundOf(values.round));
    return 0;
  }
  const raw = values['only-connection'];
  if (raw !== undefined) return (await openOnly(seed, whole(raw, 'only-connection'))) === 0 ? 0 : 1;
  const [requests, connections] = [
    whole(values.requests, 'requests'),
    whole(values.connections, 'connections'),
  ];
  const report = await fuzz({ requests, connections, seed, say: console.log });
  console.log(summary(report));
  if (values.write) writeFileSync(trustFile, trustPage(report));
  return report.findings.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
