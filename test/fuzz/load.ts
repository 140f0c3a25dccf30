/** 64 clients at a time change members, and nothing of what was acknowledged to them may be missing afterwards. */
import { Connection } from './connection.ts';
import { diceAt } from './generate.ts';
import { imageOf, tokenOf } from './place.ts';
import type { Dice } from '../parity/walks/dice.ts';
import type { Attacked } from './server.ts';
import type { Verdict } from './verdict.ts';

/** How many clients send at a time. */
export const clientCount = 64;
/** How many changes each of them makes. */
export const changesEach = 40;

/** Places of dice that no request and no raw connection has. */
const firstPlace = 2_000_000_000;
const administrator = tokenOf('admin-0');
/** The image whose members all clients change; each has names of its own there. */
const common = imageOf(0, 0);

/** What came of the load. */
export interface Loaded {
  readonly acknowledged: number;
  readonly lost: number;
}

/** Runs the clients; then the lists of members must be what was acknowledged. */
export async function load(server: Attacked, seed: number, verdict: Verdict): Promise<Loaded> {
  const clients = Array.from({ length: clientCount }, (_, number) => new LoadClient(server, seed, number));
  await Promise.all(clients.map((client) => client.run()));
  const acknowledged = clients.reduce((sum, client) => sum + client.acknowledged, 0);
  const problems = await lostIn(server, clients);
  const refused = clients.flatMap(({ refusals }) => refusals);
  verdict.check('load', refused.length === 0, () => `not acknowledged: ${refused.slice(0, 5).join('; ')}`);
  verdict.check('load', problems.length === 0, () => `lost: ${problems.slice(0, 5).join('; ')}`);
  return { acknowledged, lost: problems.length };
}

type Members = Map<string, string>;

class LoadClient {
  acknowledged = 0;
  readonly refusals: string[] = [];
  /** Members and their statuses by image, as they must be in the end. */
  readonly right: ReadonlyMap<string, Members>;
  readonly #dice: Dice;
  readonly #number: number;
  readonly #connection: Connection;
  readonly #host: string;

  constructor(server: Attacked, seed: number, number: number) {
    this.#number = number;
    this.#dice = diceAt(seed, firstPlace + number);
    this.#connection = new Connection(server.port);
    this.#host = `127.0.0.1:${server.port}`;
    this.right = new Map([this.own, common].map((image) => [image, new Map()]));
  }

  /** The image that nobody else changes. */
  get own(): string {
    return imageOf(500, this.#number);
  }

  async run(): Promise<void> {
    await this.#change('POST', '/v2/images', { id: this.own, visibility: 'shared' }, 201);
    for (let left = changesEach; left > 0; left -= 1) {
      const image = this.#dice.percent(80) ? this.own : common;
      const member = `load-${this.#number}-${image === common ? 0 : this.#dice.whole(0, 7)}`;
      await this.#changeMember(image, member);
    }
    this.#connection.close();
  }

  async #changeMember(image: string, member: string): Promise<void> {
    const members = this.right.get(image) ?? new Map<string, string>();
    const path = `/v2/images/${image}/members`;
    if (!members.has(member)) {
      if (await this.#change('POST', path, { member }, 200)) members.set(member, 'pending');
    } else if (this.#dice.percent(60)) {
      const status = this.#dice.pick(['accepted', 'rejected', 'pending']);
      if (await this.#change('PUT', `${path}/${member}`, { status }, 200)) members.set(member, status);
    } else if (await this.#change('DELETE', `${path}/${member}`, undefined, 204)) members.delete(member);
  }

  async #change(method: string, path: string, json: object | undefined, right: number): Promise<boolean> {
    const status = await sent(this.#connection, this.#host, method, path, json).then(
      (answer) => answer.status,
      (error: Error) => error.message,
    );
    if (status === right) this.acknowledged += 1;
    else this.refusals.push(`${method} ${path}: ${status}`);
    return status === right;
  }
}

async function sent(
  connection: Connection,
  host: string,
  method: string,
  path: string,
  json?: object,
): Promise<{ readonly status: number; readonly body: Uint8Array }> {
  const body = json === undefined ? '' : JSON.stringify(json);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    `X-Auth-Token: ${administrator}`,
    ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${body.length}`]),
  ];
  return connection.ask(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`), method);
}

/** What is in the lists of members and should not be, or the other way round. */
async function lostIn(server: Attacked, clients: readonly LoadClient[]): Promise<readonly string[]> {
  const connection = new Connection(server.port);
  const problems: string[] = [];
  const compare = async (image: string, right: ReadonlyMap<string, string>): Promise<void> => {
    const { body } = await sent(connection, `127.0.0.1:${server.port}`, 'GET', `/v2/images/${image}/members`);
    const { members = [] } = JSON.parse(Buffer.from(body).toString()) as {
      members?: readonly { readonly member_id: string; readonly status: string }[];
    };
    const listed = members.filter(({ member_id: id }) => id.startsWith('load-'));
    const found = new Map(listed.map(({ member_id: id, status }) => [id, status]));
    for (const id of new Set([...right.keys(), ...found.keys()]))
      if (right.get(id) !== found.get(id))
        problems.push(
          `${id} of ${image} is ${found.get(id) ?? 'missing'}, acknowledged ${right.get(id) ?? 'removed'}`,
        );
  };
  for (const client of clients) await compare(client.own, client.right.get(client.own) ?? new Map());
  await compare(common, new Map(clients.flatMap((client) => [...(client.right.get(common) ?? [])])));
  connection.close();
  return problems;
}
