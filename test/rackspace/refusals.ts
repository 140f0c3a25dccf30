/** One refusal of each kind, in both forms of error bodies. */
import { add, image, list, patch, update } from '../calls.ts';
import type { Call } from '../doors.ts';

const unverified =
  'This server could not verify that you are authorized to access the document you requested. Either you supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.';

/** A refusal: who asks for what, and the body in both forms. */
export interface Refused {
  readonly root: string;
  readonly as?: string;
  readonly call: Call;
  readonly code: number;
  readonly message: string;
  readonly details: string;
  /** The title and the message in Glance's form; the message is the details unless it says otherwise. */
  readonly title: string;
  readonly glance?: string;
}

export const refusals: readonly Refused[] = [
  {
    root: 'itemNotFound',
    as: 'stranger',
    call: list(),
    code: 404,
    message: 'Not Found',
    details: `Image ${image} not found.`,
    title: 'Not Found',
  },
  {
    root: 'forbidden',
    as: 'producer',
    call: update('123456', 'accepted'),
    code: 403,
    message: 'Forbidden',
    details: `Not allowed to update members for image ${image}.`,
    title: 'Forbidden',
  },
  {
    root: 'badRequest',
    as: 'consumer',
    call: update('123456', 'nonsense'),
    code: 400,
    message: 'Bad Request',
    details: 'Incorrect request: Status must be "pending", "accepted" or "rejected".',
    title: 'Bad Request',
  },
  {
    root: 'unauthorized',
    call: list(),
    code: 401,
    message: 'Unauthorized',
    details: unverified,
    title: 'Unauthorized',
  },
  {
    root: 'badMethod',
    as: 'producer',
    call: { ...list(), method: 'PUT' },
    code: 405,
    message: 'Bad Method',
    details: 'The method PUT is not allowed for this resource.',
    title: 'Method Not Allowed',
    glance: 'The method PUT is not allowed for this resource. <br /><br />\n',
  },
  {
    root: 'conflict',
    as: 'producer',
    call: add('123456'),
    code: 409,
    message: 'Conflict',
    details: `Member 123456 is duplicated for image ${image}`,
    title: 'Conflict',
  },
  {
    root: 'badMediaType',
    as: 'producer',
    call: { ...patch([]), headers: { 'content-type': 'application/json' } },
    code: 415,
    message: 'Bad Media Type',
    details: 'The request media type application/json is not supported by this server.',
    title: 'Unsupported Media Type',
    glance: 'The request media type application/json is not supported by this server.\n<br /><br />\n',
  },
  {
    root: 'computeFault',
    as: 'producer',
    call: add('1'.repeat(256)),
    code: 500,
    message: 'API Fault',
    details: 'The server has either erred or is incapable of performing the requested operation.',
    title: 'Internal Server Error',
  },
];
