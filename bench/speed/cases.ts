/** What is measured within a process, and does not depend on the size of a world. */
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { bytesOf, type HttpRequest, type HttpResponse as Answer } from '../../src/http/message.ts';
import { builtIndex, builtMsw } from './built.ts';
import { asked, type Case } from './case.ts';
import { member, requests } from './requests.ts';

const { path, headers } = requests.get;
const cloud = 'https://cloud.test';

/** 100 requests, one after the other, whose answers are read as JSON. */
function fetching(): Case {
  return {
    operations: 100,
    times: 10,
    async run() {
      // oxlint-disable-next-line no-await-in-loop -- a test waits for each answer
      for (let time = 0; time < 100; time += 1) await (await fetch(cloud + path, { headers })).json();
    },
  };
}

/** Checks that an answer is the right one before its speed counts. */
function exchanging(
  exchange: (request: HttpRequest) => { readonly status: number },
  request: HttpRequest,
): Case {
  const { status } = exchange(request);
  if (status !== 200) throw new Error(`${request.method} ${request.target}: ${status}`);
  return {
    operations: 1000,
    run() {
      for (let time = 0; time < 1000; time += 1) exchange(request);
    },
  };
}

const route = /^\/v2\/images\/([^/]+)\/members\/([^/]+)$/;
const tokens: ReadonlyMap<string, string> = new Map([['producer-token', 'producer']]);
const images: ReadonlyMap<string, ReadonlyMap<string, object>> = new Map([
  [member.image_id, new Map([[member.member_id, member]])],
]);

/** What somebody would write who needs this one answer: find the token, the image and the member, and print them. */
function dispatched({ target, headers }: HttpRequest): Pick<Answer, 'status' | 'headers' | 'body'> {
  const [, image = '', name = ''] = route.exec(target) ?? [];
  const caller = tokens.get(headers['x-auth-token'] ?? '');
  const found = caller === undefined ? undefined : images.get(image)?.get(name);
  const status = caller === undefined ? 401 : found === undefined ? 404 : 200;
  const body = bytesOf(JSON.stringify(found ?? { message: 'no' }));
  return {
    status,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}

/** The cases by name. */
export const cases: Readonly<Record<string, () => Case | Promise<Case>>> = {
  async 'msw: fake'() {
    const [{ createFake }, { handlers }] = [await builtIndex(), await builtMsw()];
    setupServer(...handlers(createFake(), { baseUrl: cloud })).listen();
    return fetching();
  },
  'msw: static'() {
    const pattern = `${cloud}/v2/images/:image/members/:member`;
    setupServer(http.get(pattern, () => HttpResponse.json(member))).listen();
    return fetching();
  },
  async 'exchange: get'() {
    return exchanging((await builtIndex()).createFake().exchange, asked('GET', path, 'producer-token'));
  },
  async 'exchange: put'() {
    const { createFake } = await builtIndex();
    return exchanging(
      createFake().exchange,
      asked('PUT', path, 'second-consumer-token', '{"status":"accepted"}'),
    );
  },
  'exchange: hand-written': () => exchanging(dispatched, asked('GET', path, 'producer-token')),
  async create() {
    const { createFake } = await builtIndex();
    return {
      operations: 100,
      run() {
        for (let time = 0; time < 100; time += 1) createFake();
      },
    };
  },
};
