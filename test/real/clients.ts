import type { CloudUnderTest, User } from './cloud.ts';
import { environment as ofFolder, inFolder } from '../cloud/folder.ts';
import { type Ran, run } from './command.ts';
import { projectOf } from './session.ts';

/** The programs of OpenStack, each as a user of a cloud. */
export interface Clients {
  /** The variables that make a client a user. */
  environment(user: User): Readonly<Record<string, string>>;
  /** Runs a client as a user. */
  client(program: string, user: User, ...args: readonly string[]): Promise<Ran>;
  /** Runs a client with exactly these variables, besides PATH and HOME. */
  clientWith(
    env: Readonly<Record<string, string>>,
    program: string,
    ...args: readonly string[]
  ): Promise<Ran>;
}

/**
 * Clients that run in a folder, which is their home.
 * @param debian the folder of the Debian whose clients they are; this machine's own.
 */
export function clientsOf(cloud: CloudUnderTest, folder: string, debian?: string): Clients {
  const environment = (user: User): Readonly<Record<string, string>> => ({
    OS_AUTH_URL: cloud.authUrl,
    OS_IDENTITY_API_VERSION: '3',
    OS_USERNAME: user,
    OS_PASSWORD: cloud.passwordOf(user),
    OS_PROJECT_NAME: projectOf(user),
    OS_USER_DOMAIN_NAME: 'Default',
    OS_PROJECT_DOMAIN_NAME: 'Default',
  });
  const clientWith: Clients['clientWith'] = (env, program, ...args) => {
    const own = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' };
    if (debian === undefined) return run(program, args, { ...own, ...env }, folder);
    const [command, ...rest] = inFolder(debian, ['env', '-C', folder, program, ...args], [folder]);
    return run(command, rest, { ...own, PATH: ofFolder['PATH'] ?? '', ...env }, folder);
  };
  return {
    environment,
    clientWith,
    client: (program, user, ...args) => clientWith(environment(user), program, ...args),
  };
}
