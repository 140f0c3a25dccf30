import type { Book } from './book.ts';

/** A request as a resource of the broker sees it. */
export interface Request {
  /** Where the broker answers, without a slash at the end. */
  readonly base: string;
  /** What stands in the path for `{provider}` and the like, decoded. */
  readonly named: (name: string) => string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An answer in HAL. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What answers a request; undefined: there is no such thing. */
export type Resource = (book: Book, request: Request) => Answer | undefined;

/** Resources by method and path. */
export type Resources = Readonly<Record<string, Resource>>;

/** The answer of what was asked for. */
export function ok(body: object): Answer {
  return { status: 200, body };
}

/** The answer of what was made. */
export function created(body: object = {}): Answer {
  return { status: 201, body: { _links: {}, ...body } };
}

/** A link to a path, whose names are encoded: ``link(base)`/pacticipants/${name}` ``. */
export function link(base: string): (parts: TemplateStringsArray, ...names: readonly string[]) => Link {
  return (parts, ...names) => ({ href: base + String.raw({ raw: parts }, ...names.map(encodeURIComponent)) });
}

/** A link in HAL. */
export interface Link {
  readonly href: string;
}
