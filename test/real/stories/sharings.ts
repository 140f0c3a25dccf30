/**
 * Programs that share an image from its creation to its deletion, each with the library that a client of OpenStack has in
 * its language. Every one checks what it is answered, and ends with exit code 0 where all was as it expects.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudUnderTest, User } from '../cloud.ts';
import { run } from '../command.ts';
import { login } from '../session.ts';
import { python } from '../setup.ts';

/** A program, and what its recording is known to hold. */
export interface Sharing {
  readonly name: string;
  /** The interactions that its pact has at least. */
  readonly interactions: number;
  /** How it is started: the program, its arguments, its environment. */
  prepare(cloud: Stage): Promise<Started>;
}

/** Where a program shares an image: a cloud, and a folder that is its home. */
export interface Stage extends CloudUnderTest {
  readonly folder: string;
}

type Started = [program: string, args: readonly string[], env: Readonly<Record<string, string>>];

const users: readonly User[] = ['alpha', 'beta', 'gamma', 'delta'];
const story = (file: string): string => join(import.meta.dirname, file);

/** The programs. Those of openstacksdk and glanceclient tell with the libraries what the stories of the commands do not check. */
export const sharings: readonly Sharing[] = [
  {
    name: 'gophercloud',
    interactions: 28,
    prepare: async (cloud) => [await built(), [], await environment(cloud)],
  },
  interpreted('fog', 28, 'ruby', 'sharing_with_fog.rb'),
  interpreted('libcloud', 24, python, 'sharing_with_libcloud.py'),
  interpreted('tempest', 12, python, 'sharing_with_tempest.py'),
];

/** The same story with the libraries whose commands `recorded-clients.test.ts` records already. */
export const librarySharings: readonly Sharing[] = [
  interpreted('openstacksdk-library', 30, python, 'sharing_with_openstacksdk.py'),
  interpreted('glanceclient-library', 30, python, 'sharing_with_glanceclient.py'),
];

function interpreted(name: string, interactions: number, interpreter: string, file: string): Sharing {
  return {
    name,
    interactions,
    prepare: async (cloud) => [interpreter, [story(file)], await environment(cloud)],
  };
}

/** The users' passwords and projects, in the variables that all of the programs read. */
async function environment(cloud: Stage): Promise<Readonly<Record<string, string>>> {
  const known = await Promise.all(
    users.map(async (user) => {
      const { project } = await login(cloud, user);
      const name = user.toUpperCase();
      return { [`PASSWORD_${name}`]: cloud.passwordOf(user), [`PROJECT_${name}`]: project };
    }),
  );
  const own = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: cloud.folder, LANG: 'C.UTF-8' };
  return Object.assign({ ...own, AUTH_URL: cloud.authUrl, PYTHONDONTWRITEBYTECODE: '1' }, ...known) as Record<
    string,
    string
  >;
}

let binary: Promise<string> | undefined;

/** The program of Gophercloud, compiled once: Debian has the library as sources, outside of modules. */
function built(): Promise<string> {
  binary ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-members-go-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'sharing');
    const env = {
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
      GOCACHE: join(folder, 'cache'),
      CGO_ENABLED: '0',
    };
    const args = ['build', '-o', file, story('sharing_with_gophercloud.go')];
    const { status, stderr } = await run(
      'go',
      args,
      { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
      folder,
    );
    if (status !== 0) throw new Error(`go build failed: ${stderr}`);
    return file;
  })();
  return binary;
}
