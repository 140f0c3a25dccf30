/** A real cloud as it is asked: gently, with marks on what is made, and with an administrator to help. */
import { setTimeout } from 'node:timers/promises';
import { bytesOf, type HttpRequest, type HttpResponse } from '../http/message.ts';
import type { Player } from '../contract/cast.ts';
import { type CloudRequest, type ContractCloud, isPlainBody, withHelp } from '../contract/cloud.ts';
import { answerTo } from '../contract/connection.ts';
import { markOf, type Run } from './run-mark.ts';

/** A cloud that questions are asked of. */
export interface SurveyedCloud {
  /** Where the image API answers, without version and without a slash at its end. */
  readonly url: string;
  /** In which provider states are made. */
  readonly states: ContractCloud;
  /** Who plays in it. */
  readonly played: ReadonlySet<Player>;
  /** Sends a request as it is. @throws NoAnswer */
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** How a cloud is asked. */
export interface Asking {
  /** Where the image API answers, without version. */
  readonly imageUrl: string;
  readonly played: ReadonlySet<Player>;
  readonly run: Run;
  /** Requests that are sent in a second at most. */
  readonly requestsPerSecond: number;
}

/** A real cloud to be asked. */
export function surveyedCloud(cloud: ContractCloud, asking: Asking): SurveyedCloud {
  const { imageUrl, played, run, requestsPerSecond } = asking;
  const turn = turns(requestsPerSecond);
  const mark = markOf(run);
  let words = 0;
  const paced: ContractCloud = {
    ...cloud,
    async ask(player, request) {
      await turn();
      return cloud.ask(player, marked(request, mark));
    },
    freshWord: () => `${mark}${(words += 1).toString(36)}`,
  };
  const base = imageUrl.replace(/\/+$/, '');
  return {
    url: base,
    played,
    states: played.has('administrator') ? withHelp(paced) : paced,
    async send(request) {
      await turn();
      return answered(cloud, base, request);
    },
  };
}

async function answered(
  cloud: ContractCloud,
  base: string,
  { method, target, headers, body }: HttpRequest,
): Promise<HttpResponse> {
  const connection = cloud.connection?.(headers['x-auth-token']) ?? {};
  const isEmpty = body.length === 0;
  // Node counts no body of a GET by itself, and the server would take it for the next request.
  const counted = isEmpty ? {} : { 'content-length': String(body.length) };
  const sent = {
    method,
    headers: { ...headers, ...counted },
    body: isEmpty ? undefined : body,
    ...cloud.hurry?.(method),
  };
  const { status, headers: named, text } = await answerTo(base + target, sent, connection);
  return { status, headers: pairsOf(named), body: bytesOf(text) };
}

function pairsOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>) {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each] as const),
  );
}

/** Waits until it is one's turn, so that no second has more than so many. */
function turns(perSecond: number): () => Promise<void> {
  const apart = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = Date.now();
    next = Math.max(now, next + apart);
    // Timers take a millisecond at least.
    if (next - now >= 1) await setTimeout(next - now);
  };
}

/** An image that is created bears the run in its free properties: its name may be one that a question asks for. */
function marked(request: CloudRequest, mark: string): CloudRequest {
  const { method, path, body } = request;
  const creates = method === 'POST' && path === '/v2/images' && isPlainBody(body) && 'created_by' in body;
  return creates ? { ...request, body: { ...body, created_by: `image-members-fake ${mark}` } } : request;
}
