/** Other fakes, and a real Glance, asked for the same member: each gives the nearest to it that it has. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { glanceFrom, type RealGlance } from './glance.ts';
import { loadOnce } from './loads.ts';
import type { Run } from './measurements.ts';
import { memoryOf } from './process-figures.ts';
import { member, requests } from './requests.ts';
import { type Measured, recorder, type Recorder } from './results.ts';
import { freePort, place, type Program, programs, start, temporaryFolder, writeJson } from './servers.ts';

/** What a reader of the figures has to know of a peer. */
export interface Peer {
  readonly name: string;
  readonly package?: readonly [name: string, version: string];
  /** How it comes to the answer. */
  readonly answers: string;
  readonly lacks: string;
  /** How it is started at a port, with its files in `folder`; packages are installed in `modules`. */
  readonly program?: (port: number, folder: string, modules: string) => Program;
}

/** All peers by the names that they have in the results. */
export const peerFacts: Readonly<Record<string, Peer>> = {
  prism: {
    name: 'Prism',
    package: ['@stoplight/prism-cli', '5.16.0'],
    answers: 'the example in our `contracts/openapi.yaml`, after it has validated the request',
    lacks: 'No state and no rules: any token, image and member gets the same answer.',
    program: (port, _, modules) =>
      nodeProgram(port, join(modules, '@stoplight/prism-cli/dist/index.js'), [
        'mock',
        place('../../contracts/openapi.yaml'),
        '--port',
        String(port),
        '--verboseLevel',
        'silent',
      ]),
  },
  mockoon: {
    name: 'Mockoon CLI',
    package: ['@mockoon/cli', '9.9.0'],
    answers: 'a fixed text, by a route with two parameters',
    lacks:
      'No rules: tokens are not looked at. State only as lists of records, without conditions on who changes them.',
    program: (port, folder, modules) =>
      nodeProgram(port, join(modules, '@mockoon/cli/bin/run.js'), [
        'start',
        '--data',
        writeJson(folder, 'mockoon.json', mockoonEnvironment),
        '--port',
        String(port),
        '--disable-log-to-file',
        '--disable-admin-api',
      ]),
  },
  'json-server': {
    name: 'json-server',
    package: ['json-server', '0.17.4'],
    answers: 'a record of its file, by a rewritten path; it is looked up by the member alone',
    lacks: 'No rules: everyone reads and changes every record. Each change rewrites its file.',
    program: (port, folder, modules) =>
      nodeProgram(port, join(modules, 'json-server/lib/cli/bin.js'), [
        writeJson(folder, 'db.json', { members: [{ id: member.member_id, ...member }] }),
        '--routes',
        writeJson(folder, 'routes.json', { '/v2/images/:image/members/:member': '/members/:member' }),
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--quiet',
      ]),
  },
  wiremock: {
    name: 'WireMock',
    package: ['wiremock', '3.13.2'],
    answers: 'a fixed text, by a stub with a path template, without its request journal',
    lacks: 'No rules but those one writes as stubs, request by request. State only as named scenarios.',
    program: (port, folder, modules) => {
      mkdirSync(join(folder, 'mappings'));
      writeJson(folder, 'mappings/member.json', wiremockStub);
      const jar = join(modules, 'wiremock/build/wiremock-standalone-3.13.2.jar');
      const options = ['--port', String(port), '--bind-address', '127.0.0.1', '--root-dir', folder];
      return {
        command: 'java',
        arguments: ['-jar', jar, ...options, '--no-request-journal', '--disable-banner'],
        port,
      };
    },
  },
  glance: {
    name: 'Glance itself',
    answers: 'the member out of its database, for a token that Keystone has issued',
    lacks: 'Nothing: it is the real service. It needs Keystone and a database, and minutes to set up.',
  },
};

const nodeProgram = (port: number, file: string, words: readonly string[]): Program => ({
  command: process.execPath,
  arguments: [file, ...words],
  port,
});

const wiremockStub = {
  request: { method: 'GET', urlPathTemplate: '/v2/images/{image}/members/{member}' },
  response: { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(member) },
};

/** An environment as Mockoon saves it; what it does not have is filled in with defaults. */
const mockoonEnvironment = {
  uuid: '00000000-0000-4000-8000-000000000001',
  lastMigration: 33,
  name: 'members',
  port: 3000,
  hostname: '127.0.0.1',
  rootChildren: [{ type: 'route', uuid: '00000000-0000-4000-8000-000000000002' }],
  routes: [
    {
      uuid: '00000000-0000-4000-8000-000000000002',
      type: 'http',
      method: 'get',
      endpoint: 'v2/images/:image/members/:member',
      responses: [
        {
          uuid: '00000000-0000-4000-8000-000000000003',
          body: JSON.stringify(member),
          statusCode: 200,
          headers: [{ key: 'Content-Type', value: 'application/json' }],
          bodyType: 'INLINE',
          disableTemplating: true,
          default: true,
        },
      ],
    },
  ],
};

/**
 * Installs the peers' packages, outside of the project, once.
 * @throws Error where npm failed.
 */
function installed(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'image-members-fake', 'bench-peers');
  const dependencies = Object.fromEntries(
    Object.values(peerFacts).flatMap((peer) => (peer.package ? [peer.package] : [])),
  );
  const wanted = JSON.stringify({ private: true, dependencies });
  const manifest = join(folder, 'package.json');
  const finished = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(finished) || readFileSync(manifest, 'utf8') !== wanted) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifest, wanted);
    console.error(`Installing the peers (once, about 200 MB) in ${folder} ...`);
    const env = { ...process.env, SCARF_ANALYTICS: 'false' };
    const words = [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      '--loglevel=error',
    ];
    const { status, error } = spawnSync('npm', words, { cwd: folder, env, stdio: ['ignore', 2, 2] });
    if (status !== 0)
      throw new Error(
        `npm install in ${folder} failed: ${error?.message ?? `status ${status}`}. Is the registry in reach?`,
      );
  }
  return join(folder, 'node_modules');
}

/** Why a peer cannot be measured here; undefined: it can. */
function obstacleOf(name: string): string | undefined {
  const needsJava = name === 'wiremock' && spawnSync('java', ['-version']).error !== undefined;
  return needsJava ? 'it needs Java: apt-get install default-jre-headless' : undefined;
}

type Programs = Readonly<Record<string, (folder: string) => Promise<Program>>>;

/** The peers that can be had here, beside the fake and the empty application. */
function peerPrograms(run: Run): Programs {
  const found: Record<string, Programs[string]> = {
    express: async () => programs.express(),
    fake: async () => programs.fake(),
  };
  const modules = attempted(installed);
  for (const [name, { program }] of Object.entries(peerFacts)) {
    if (program === undefined) continue;
    const obstacle = modules instanceof Error ? modules.message : obstacleOf(name);
    if (modules instanceof Error || obstacle !== undefined) run.missing(name, obstacle ?? '');
    else found[name] = async (folder) => program(await freePort(), folder, modules);
  }
  return found;
}

function attempted<Value>(work: () => Value): Value | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** One start of a peer, one load to warm up, one that counts. */
async function measureOnce(record: Recorder, name: string, program: Program, seconds: number): Promise<void> {
  const server = await start(program);
  const { wall, cpu } = server.started;
  const memory = memoryOf(server.processes);
  const loading = { connections: 32, seconds };
  try {
    loadOnce(server, requests.get, { ...loading, seconds: 2 * seconds });
    const loaded = loadOnce(server, requests.get, loading);
    record.add(name, { ...loaded, start: wall, startCpu: cpu, memory, loaded: memoryOf(server.processes) });
  } finally {
    await server.stop();
  }
}

function measureGlance(record: Recorder, glance: RealGlance, seconds: number): void {
  const figures = loadOnce(glance, glance.request, { connections: 32, seconds });
  record.add('glance', { ...figures, memory: memoryOf(glance.processes) });
}

/** Start, memory and load of the fake and its peers, in turns. */
export async function peers(run: Run): Promise<Measured> {
  const record = recorder();
  const known = peerPrograms(run);
  const file = process.env['IMAGE_MEMBERS_CLOUD_ENV'];
  if (file === undefined)
    run.missing('glance', 'IMAGE_MEMBERS_CLOUD_ENV names no cloud (npm run cloud starts one)');
  const glance = file === undefined ? undefined : await glanceFrom(file);
  try {
    for (let round = 0; round < Math.min(run.rounds, 3); round += 1) {
      for (const [name, program] of Object.entries(known))
        await measureOnce(record, name, await program(temporaryFolder()), run.seconds);
      if (glance !== undefined) measureGlance(record, glance, run.seconds);
    }
  } finally {
    await glance?.remove();
  }
  return record.measured;
}
