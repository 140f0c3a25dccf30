import type { Asked } from '../side.ts';

/** One call of a walk. The body, where there is one, is text: JSON, or an image's data. */
export interface Step extends Asked {
  readonly body?: string;
  /** Values of a granted answer that later steps name `<kept:name>`: see `Question` of a scene. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Begins in a later second than the step before. */
  readonly later?: boolean;
}

/** Calls by several tenants, one after the other. */
export type Walk = readonly Step[];

const json: Readonly<Record<string, string>> = { accept: 'application/json' };

/** A call without a body. */
export function plain(as: string, method: string, path: string): Step {
  return { as, method, path, headers: json };
}

/** A call with a JSON value; a string goes as it is. */
export function withJson(as: string, method: string, path: string, value: unknown): Step {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return { as, method, path, headers: { ...json, 'content-type': 'application/json' }, body };
}

/** A call with a body of another type. */
export function withBody(as: string, method: string, path: string, type: string, body: string): Step {
  return { as, method, path, headers: { ...json, 'content-type': type }, body };
}

/** Where an image is, or something below it. */
export function at(label: string, below: string = ''): string {
  return `/v2/images/<image:${label}>${below}`;
}
