import { printJson } from '../http/json.ts';
import { type HttpResponse, textResponse } from '../http/message.ts';
import { jsonReply } from '../http/reply.ts';
import type { Fake } from '../world/fake.ts';
import { cellOf } from './cell.ts';
import { pageFile, pageItself } from './files.ts';
import { matrixOf } from './matrix.ts';
import { peopleOf } from './people.ts';
import { rulesOf } from './rules.ts';

/** A request to the page, which the guard of the control plane has let pass. */
export interface PageRequest {
  readonly method: string;
  /** Path and query below the world: `/_fake/`, `/_fake/page/…`. */
  readonly target: string;
  /** Where the world answers, without a slash at the end. */
  readonly base: string;
  /** Undefined where there is no such world. */
  readonly world: Fake | undefined;
}

/** Most rows and columns of the matrix in one answer. */
const [mostRows, mostColumns] = [200, 50];

type Question = (fake: Fake, query: URLSearchParams) => object | undefined;

/** What the page asks about the rules and the world besides what the control plane has; of no use to others, and not promised to them. */
const questions: Readonly<Record<string, Question>> = {
  people: (fake) => peopleOf(fake),
  matrix: (fake, query) =>
    matrixOf(fake, {
      as: query.get('as') ?? '',
      search: query.get('search') ?? '',
      from: number(query, 'from', 0, Number.MAX_SAFE_INTEGER),
      count: number(query, 'count', 50, mostRows),
      tenantFrom: number(query, 'tenantFrom', 0, Number.MAX_SAFE_INTEGER),
      tenantCount: number(query, 'tenantCount', 8, mostColumns),
    }),
  cell: (fake, query) =>
    cellOf(fake, {
      as: query.get('as') ?? '',
      image: query.get('image') ?? '',
      tenant: query.get('tenant') ?? '',
    }),
  rules: (fake, query) =>
    rulesOf(fake, { profile: query.get('profile') ?? '', release: query.get('release') ?? '' }),
};

/** Answers a request for the page, one of its files, or one of its questions. */
export async function pageAnswer({ method, target, base, world }: PageRequest): Promise<HttpResponse> {
  // Not as a URL, which resolves `.` and `..`: the guard has looked at the path as it is.
  const [pathname = '', query = ''] = (target.split('#')[0] ?? '').split(/\?(.*)/s);
  const searchParams = new URLSearchParams(query);
  if (pathname === '/_fake') return redirect(`${base}/_fake/`);
  if (pathname === '/_fake/') return pageItself();
  const name = pathname.slice('/_fake/page/'.length);
  if (name.includes('.')) return (await pageFile(name)) ?? missing(pathname);
  if (world === undefined)
    return jsonReply(404, {
      error: 'There is no such world. A world is there once a client of the cloud has used it.',
    });
  if (name === 'token') return method === 'POST' ? tokenFor(world, searchParams) : wrongMethod('POST');
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined;
  if (question === undefined) return missing(pathname);
  if (method !== 'GET') return wrongMethod('GET');
  return answered(() => question(world, searchParams));
}

function answered(ask: () => object | undefined): HttpResponse {
  try {
    const found = ask();
    return found === undefined
      ? jsonReply(404, { error: 'The world has no such image or user any more.' })
      : noStore(jsonReply(200, found));
  } catch (error) {
    // The tables say what is wrong with a name.
    return jsonReply(400, { error: (error as Error).message });
  }
}

/** A token with which the page speaks as somebody, without a login. */
function tokenFor(world: Fake, query: URLSearchParams): HttpResponse {
  return answered(() => ({ token: world.as(query.get('as') ?? '').token }));
}

function noStore(response: HttpResponse): HttpResponse {
  return { ...response, headers: [...response.headers, ['Cache-Control', 'no-store']] };
}

function redirect(to: string): HttpResponse {
  return textResponse(307, [['Location', to]], '');
}

function missing(path: string): HttpResponse {
  return jsonReply(404, { error: `The page has no ${path.slice(0, 200)}.` });
}

function wrongMethod(allow: string): HttpResponse {
  const body = printJson({ error: `This takes ${allow}.` });
  return textResponse(
    405,
    [
      ['Content-Type', 'application/json'],
      ['Allow', allow],
    ],
    body,
  );
}

/** A whole number of the query, between 0 and the most. */
function number(query: URLSearchParams, name: string, otherwise: number, most: number): number {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), most) : otherwise;
}
