import { bytesOf, type HttpRequest } from '../../src/http/message.ts';

/** Something that is measured within a process of its own. */
export interface Case {
  /** How many operations one run is. */
  readonly operations: number;
  run(): unknown;
  /** Before each run, and not measured. */
  readonly prepare?: () => void;
  /** How many times as long as others it is warmed up and measured, where most of it is of others: they compile, and collect, much. */
  readonly times?: number;
}

/** A request as a door hands it to the fake, such as `exchange` takes. */
export function asked(method: string, target: string, token: string, body = ''): HttpRequest {
  const headers = {
    'x-auth-token': token,
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': 'bench',
  };
  return { method, target, base: 'http://cloud.test', headers, body: bytesOf(body) };
}
