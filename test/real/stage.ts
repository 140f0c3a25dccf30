/** What every test of a real client has at hand: a cloud, clients that speak to it as a user, and images. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProfileName } from '../../src/domain/profiles.ts';
import { type CloudUnderTest, cloudUnderTest, type User } from './cloud.ts';
import { type Clients, clientsOf } from './clients.ts';
import { createImage, data, type Wanted } from './images.ts';
import { login, type Session } from './session.ts';

/** A cloud with clients. */
export interface Stage extends Clients {
  readonly authUrl: string;
  /** Where the catalog says that images are. */
  readonly imageUrl: string;
  /** The ids of projects by name. */
  readonly projects: Readonly<Record<'alpha' | 'beta' | 'gamma' | 'delta' | 'admin', string>>;
  /** A folder of this stage alone, with a file `data`. Clients run in it, and it is their home. */
  readonly folder: string;
  /** Makes an image without a client, and gives its id. */
  image(wanted?: Wanted): Promise<string>;
  /** Notes an image that a client made, so that it is deleted at the end. */
  made(image: string): string;
  passwordOf(user: User): string;
  /** The session of a user, for what no client does. */
  session(user: User): Promise<Session>;
  close(): Promise<void>;
}

/** Opens a cloud with the rules of a profile. Close it: a real cloud gets rid of the images then. */
export async function openStage(profile: ProfileName = 'glance'): Promise<Stage> {
  const cloud = await cloudUnderTest(profile);
  const folder = mkdtempSync(join(tmpdir(), 'image-members-clients-'));
  writeFileSync(join(folder, 'data'), data.text);
  const session = remembering(cloud);
  const [alpha, beta, gamma, delta, admin] = (await Promise.all(
    (['alpha', 'beta', 'gamma', 'delta', 'admin'] as const).map(session),
  )) as [Session, Session, Session, Session, Session];
  const projects = {
    alpha: alpha.project,
    beta: beta.project,
    gamma: gamma.project,
    delta: delta.project,
    admin: admin.project,
  };
  const images = new Set<string>();
  const made = (image: string): string => (images.add(image), image);
  const close = async (): Promise<void> => {
    for (const image of images) await admin.send('DELETE', `/v2/images/${image}`).catch(() => {});
    await cloud.close();
    rmSync(folder, { recursive: true });
  };
  const image = async (wanted: Wanted = {}): Promise<string> => made(await createImage(session, wanted));
  const clients = clientsOf(cloud, folder);
  return {
    authUrl: cloud.authUrl,
    passwordOf: cloud.passwordOf,
    imageUrl: alpha.imageUrl,
    projects,
    folder,
    ...clients,
    image,
    made,
    session,
    close,
  };
}

function remembering(cloud: CloudUnderTest): (user: User) => Promise<Session> {
  const sessions = new Map<User, Promise<Session>>();
  return (user) => {
    const session = sessions.get(user) ?? login(cloud, user);
    sessions.set(user, session);
    return session;
  };
}
