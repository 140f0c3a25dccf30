/**
 * `npm run policies`: asks a real Glance all cases under each policy, and compares its answers with those that are kept
 * beside this file. The Glance is started out of Debian's packages, with the rules of 2023.1.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Layout } from '../cloud/configuration.ts';
import { endOfProgram } from '../cloud/ending.ts';
import { startFollower } from '../cloud/follower.ts';
import { placeOf, startCloud, type StartedCloud } from '../cloud/start.ts';
import { realSide } from '../parity/real-side.ts';
import type { Side } from '../parity/side.ts';
import { type Making, type Send, statusesOf, type Statuses } from './cases.ts';
import { policies } from './policies.ts';

const usage = `npm run policies [-- options] [POLICY…]
  --port N   the first of the four ports of the cloud (${placeOf('policies').ports.identity})
  --record   keep what the Glance answers; without it, what differs from what is kept is printed, with exit code 1
POLICY is a name in test/policies/policies.ts; without any, all are asked (half a minute each).
The answers are kept in test/policies/glance-VERSION.json: all of them without a policy, and for each policy those that are others.`;

/** What is kept: the answers by policy. */
type Kept = Readonly<Record<string, Statuses>>;

const say = (line: string): void => console.error(line);

function sendTo(side: Side): Send {
  return async (as, method, path, body, type = 'application/json') => {
    const headers = body === undefined ? {} : { 'content-type': type };
    const { status, body: bytes } = await side.ask({
      as,
      method,
      path,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status, text: new TextDecoder().decode(bytes) };
  };
}

const patchType = 'application/openstack-images-v2.1-json-patch';

/** Images are made and deleted as the administrator, on the Glance without a policy. */
function makerOn(plain: Send, residents: Side['residents']): Making {
  const [owner, member] = [residents['alpha']?.tenant, residents['beta']?.tenant ?? ''];
  const admin = async (method: string, path: string, body?: string, type?: string): Promise<string> => {
    const { status, text } = await plain('admin', method, `/v2/images${path}`, body, type);
    if (status >= 300) throw new Error(`${method} /v2/images${path} was answered ${status}: ${text}`);
    return text;
  };
  return async (visibility) => {
    const image = {
      name: 'policy probe',
      owner,
      visibility: 'shared',
      disk_format: 'raw',
      container_format: 'bare',
    };
    const { id } = JSON.parse(await admin('POST', '', JSON.stringify(image))) as { id: string };
    await admin('PUT', `/${id}/file`, 'bytes', 'application/octet-stream');
    await admin('POST', `/${id}/members`, JSON.stringify({ member }));
    const change = [{ op: 'add', path: '/visibility', value: visibility }];
    if (visibility !== 'shared') await admin('PATCH', `/${id}`, JSON.stringify(change), patchType);
    return { image: id, member, end: async () => void (await plain('admin', 'DELETE', `/v2/images/${id}`)) };
  };
}

/** What a Glance answers under some policies, all cases of each. */
async function asked(
  cloud: StartedCloud,
  { directory, ports }: Layout,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Kept> {
  const { identity, catalog, residents } = cloud;
  const sideAt = (glance: string): Side =>
    realSide({ name: glance, glance, identity, catalog, residents, connections: 1 });
  const plain = sendTo(sideAt(cloud.glance.glance ?? ''));
  const make = makerOn(plain, residents);
  const yard = { directory, say: () => {}, signal };
  const port = ports['glance-legacy'] + 1;
  const all: Record<string, Statuses> = {};
  for (const name of names) {
    signal.throwIfAborted();
    await using follower = await startFollower(
      { beside: 'glance', policy: policies[name] ?? '', port },
      yard,
    );
    const send = sendTo(sideAt(follower.url));
    all[name] = await statusesOf(send, make, async (id) => {
      await plain('admin', 'DELETE', `/v2/images/${id}`);
    });
    say(`${name}: ${Object.keys(all[name]).length} cases`);
  }
  return all;
}

/** Of each policy only what is otherwise than without one. */
function packed(all: Kept, without: Statuses): Kept {
  const rows = Object.entries(all).map(([name, statuses]) => {
    const own = Object.entries(statuses).filter(
      ([each, status]) => name === 'empty' || status !== without[each],
    );
    return [name, Object.fromEntries(own)] as const;
  });
  return Object.fromEntries(rows);
}

/** What is otherwise than it was, a line each. */
function changes(before: Kept, now: Kept): readonly string[] {
  return Object.entries(now).flatMap(([name, statuses]) => {
    const known = before[name] ?? {};
    return [...new Set([...Object.keys(known), ...Object.keys(statuses)])]
      .filter((each) => known[each] !== statuses[each])
      .map((each) => `${name}: ${each}: ${statuses[each] ?? 'as without it'}, kept ${known[each] ?? 'none'}`);
  });
}

/** Where the cloud is; its ports follow one another. */
function placeAt(port: string | undefined): Layout {
  const place = placeOf('policies');
  const first = port === undefined ? place.ports.identity : Number(port);
  return { ...place, ports: { identity: first, glance: first + 1, 'glance-legacy': first + 2 } };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      port: { type: 'string' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help) return (console.log(usage), 0);
  const unknown = positionals.find((name) => !Object.hasOwn(policies, name));
  if (unknown !== undefined) throw new Error(`there is no policy ${unknown}`);
  const names = positionals.length === 0 ? Object.keys(policies) : positionals;
  using end = endOfProgram();
  const { signal } = end;
  const place = placeAt(values.port);
  await using cloud = await startCloud({ ...place, release: 'zed', say, signal });
  const version = /^\d+\.\d+/.exec(cloud.versions['glance-api'] ?? '')?.[0] ?? 'unknown';
  const file = `${import.meta.dirname}/glance-${version}.json`;
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : {};
  const all = await asked(cloud, place, names, signal);
  const now = packed(all, all['empty'] ?? kept['empty'] ?? {});
  const lines = changes(kept, now);
  for (const line of lines) console.log(line);
  console.log(
    `${names.length} policies asked of Glance ${version}: ${lines.length} answers differ from those kept.`,
  );
  if (!values.record) return lines.length === 0 ? 0 : 1;
  const order = Object.keys(policies).flatMap((name) => {
    const statuses = now[name] ?? kept[name];
    return statuses === undefined ? [] : [[name, statuses] as const];
  });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(order), null, 2)}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
