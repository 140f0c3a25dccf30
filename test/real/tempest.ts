/**
 * Tempest and its plugin for Glance, and which of their tests a real cloud passes: `node test/real/tempest.ts FILE` asks the cloud
 * that `npm run cloud -- --release NAME --env FILE` has started, and records what came of it. That takes half an hour.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReleaseName } from '../../src/domain/releases.ts';
import { installRelease } from '../cloud/release.ts';
import type { Versions } from '../cloud/releases.ts';
import { cloudFromFile, type RunningCloud } from '../cloud/running.ts';
import { clientsOf } from './clients.ts';
import { printed } from './command.ts';
import { python } from './setup.ts';

const program = join(import.meta.dirname, 'stories/testing_with_tempest.py');
const packages = ['python3-tempest', 'glance-tempest-plugin'];
const suites = ['glance_tempest_plugin.tests.rbac', 'tempest.api.image'];

/** What came of the tests. */
export interface Tested {
  /** Of Tempest and of the plugin. */
  readonly versions: Versions;
  readonly passed: readonly string[];
  /** What went wrong, by tests. */
  readonly failed: Readonly<Record<string, string>>;
  /** Why a test was not run, by tests. */
  readonly skipped: Readonly<Record<string, string>>;
}

/** What came of the tests on a real cloud. Names are without the numbers that Tempest gives its tests. */
export interface RecordedTests {
  /** The day on which it was asked. */
  readonly date: string;
  /** Of the servers, of Tempest and of the plugin. */
  readonly versions: Versions;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: Readonly<Record<string, string>>;
}

/**
 * Runs the tests of images on a cloud, with tenants and users that they create themselves.
 * @param debian the folder of the Debian that brings them; this machine's own.
 * @throws Error where they cannot be installed.
 */
export async function testedOn(
  authUrl: string,
  password: string,
  debian: string | undefined,
): Promise<Tested> {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-clients-'));
  const under = { authUrl, passwordOf: () => password, close: async () => {} };
  const { clientWith } = clientsOf(under, folder, debian);
  const apt = ['-qq', '-y', '-o', 'DPkg::Lock::Timeout=600', 'install', '--no-install-recommends'];
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = await clientWith(quiet, 'apt-get', ...apt, ...packages);
  if (status !== 0) throw new Error(`apt-get install ${packages.join(' ')} failed: ${stderr}`);
  const env = { AUTH_URL: authUrl, PASSWORD_ADMIN: password, PYTHONDONTWRITEBYTECODE: '1' };
  const tested = printed(await clientWith(env, python, program, ...suites)) as Tested;
  rmSync(folder, { recursive: true });
  return tested;
}

/** The name of a test without the number that Tempest gives it. */
export function nameOf(test: string): string {
  return test.replace(/\[[^\]]*\]/, '');
}

function fileOf(release: ReleaseName): string {
  return join(import.meta.dirname, '../../fixtures/recorded', release, 'tempest.json');
}

/** What was recorded of a release; undefined: nothing. */
export function recordedTests(release: ReleaseName): RecordedTests | undefined {
  const file = fileOf(release);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RecordedTests) : undefined;
}

/** What is recorded of tests on a cloud. @param date the day, as `2026-11-28`. */
function recordingOf({ versions }: RunningCloud, tested: Tested, date: string): RecordedTests {
  const { 'glance-api': glance = '', keystone = '' } = versions;
  const reasons = Object.entries(tested.skipped).map(([test, why]) => [nameOf(test), why] as const);
  return {
    date,
    versions: { 'glance-api': glance, keystone, ...tested.versions },
    passed: tested.passed.map(nameOf),
    failed: Object.keys(tested.failed).map(nameOf).toSorted(),
    skipped: Object.fromEntries(reasons.toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

if (import.meta.main) {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error('Which cloud? Name the file that `npm run cloud -- --env` wrote.');
  const cloud = await cloudFromFile(file);
  const say = (line: string): void => console.error(line);
  const debian = await installRelease(cloud.release, say);
  const password = cloud.residents['admin']?.password ?? '';
  const tested = await testedOn(`${cloud.identity}/v3`, password, debian);
  const recording = recordingOf(cloud, tested, new Date().toISOString().slice(0, 10));
  writeFileSync(fileOf(cloud.release), `${JSON.stringify(recording, null, 2)}\n`);
  const { passed, failed, skipped } = recording;
  say(`${passed.length} passed, ${failed.length} failed, ${Object.keys(skipped).length} skipped`);
}
