/** The words that mistakes of a server are written in: what it asks, or answers, instead of what the fake would. */
import type { ProfileName } from '../../domain/profiles.ts';
import {
  bytesOf,
  type HttpRequest,
  type HttpResponse,
  textResponse,
  textOf as bodyText,
  wholeResponse,
} from '../../http/message.ts';
import type { Fake } from '../../world/fake.ts';

/** How a server goes wrong: its exchange in place of the fake's. */
export type Mistake = (fake: Fake) => (request: HttpRequest) => HttpResponse;

/** A server made wrong on purpose. */
export interface Mutant {
  /** What it gets wrong. */
  readonly does: string;
  /** The rule that must be named among those that do not hold. */
  readonly rule: string;
  /** The pact that must not hold, by its consumer: `producer`, `consumer-glance`. */
  readonly pact: string;
  /** Whose rules it follows otherwise; those of Glance if left out. */
  readonly profile?: ProfileName;
  readonly mistake: Mistake;
}

/** A change of requests. */
export type Change = (request: HttpRequest, fake: Fake) => HttpRequest;

/** Another answer than the one that is right. */
export type Twist = (response: HttpResponse, request: HttpRequest, fake: Fake) => HttpResponse;

/** A fake that makes a mistake, in the states of contracts too. */
export function mistaken(fake: Fake, mistake: Mistake): Fake {
  const answer = mistake(fake);
  return {
    ...fake,
    get cloud() {
      return fake.cloud;
    },
    exchange: (request) => wholeResponse(answer(request)),
    begin: (head) => ({ kind: 'body', most: Infinity, finish: (body) => answer({ ...head, body }) }),
  };
}

/** Takes certain requests for others. A form has `*` for a segment, and `…` for whatever follows. */
export function takes(form: string, change: Change): Mistake {
  const isOne = hasForm(form);
  return (fake) => (request) => fake.exchange(isOne(request) ? change(request, fake) : request);
}

/** Answers certain requests otherwise. */
export function answers(form: string, twist: Twist): Mistake {
  const isOne = hasForm(form);
  return (fake) => (request) => {
    const response = fake.exchange(request);
    return isOne(request) ? twist(response, request, fake) : response;
  };
}

/** Which requests have a form. Its expression is made once: a wrong server is asked a thousand times. */
function hasForm(form: string): (request: HttpRequest) => boolean {
  const [wanted = '', path = ''] = form.split(' ');
  const expression = new RegExp(`^${path.replaceAll('*', '[^/?]+').replaceAll('…', '.*')}(\\?.*)?$`);
  return ({ method, target }) => (wanted === '*' || wanted === method) && expression.test(target);
}

/** The request as if another user had sent it. */
export function as(user: string): Change {
  return (request, fake) => withHeader(request, 'x-auth-token', fake.as(user).token);
}

/** What only one user's requests are taken for. */
export function from(user: string, change: Change): Change {
  return (request, fake) =>
    request.headers['x-auth-token'] === fake.as(user).token ? change(request, fake) : request;
}

/** The request with a header. */
export function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The request with another query. */
export function withQuery(request: HttpRequest, change: (query: URLSearchParams) => void): HttpRequest {
  const [path, query] = request.target.split('?');
  const changed = new URLSearchParams(query);
  change(changed);
  return { ...request, target: `${path}?${changed}` };
}

/** The request with another JSON body, where it has one. */
export function withBody(request: HttpRequest, change: (body: object) => object): HttpRequest {
  const body = jsonIn(request);
  return body === undefined ? request : { ...request, body: bytesOf(JSON.stringify(change(body))) };
}

/** The JSON body of a request; undefined where it is none, or no object. */
export function jsonIn(request: HttpRequest): object | undefined {
  try {
    const body: unknown = JSON.parse(textOf(request));
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/** The body as text. */
export function textOf({ body }: Pick<HttpResponse, 'body'>): string {
  return bodyText(body);
}

/** One status in place of another. */
export function status(right: number, wrong: number): Twist {
  return (response) => (response.status === right ? { ...response, status: wrong } : response);
}

/** The reply with a JSON body that is changed; others stay as they are. */
export function saying<Body>(change: (body: Body) => unknown): Twist {
  return (response) => {
    const { status: same, headers } = response;
    const isJson = headers.some(([, value]) => value === 'application/json');
    if (!isJson || same >= 400) return response;
    return worded(response, JSON.stringify(change(JSON.parse(textOf(response)) as Body)));
  };
}

/** The reply with another text as its body. */
export function worded({ status: same, headers }: HttpResponse, text: string): HttpResponse {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'content-length');
  return textResponse(same, others, text);
}

/** A JSON body without one of its values. */
export function lacking(name: string): (body: object) => object {
  return (body) => Object.fromEntries(Object.entries(body).filter(([each]) => each !== name));
}

/** A header that is left out of a reply. */
export function without(name: string): Twist {
  return (response) => ({
    ...response,
    headers: response.headers.filter(([each]) => each.toLowerCase() !== name),
  });
}

/** A refusal in JSON in place of the right reply. */
export function refusing({ headers }: HttpResponse, code: number, message: string): HttpResponse {
  const body = { message: `${message}<br /><br />\n\n\n`, code: `${code}`, title: '' };
  return worded({ status: code, headers, body: bytesOf('') }, JSON.stringify(body));
}
