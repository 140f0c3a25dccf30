import type { CloudRequest } from '../cloud.ts';

const patchType = 'application/openstack-images-v2.1-json-patch';

/** The request that gives an image another property. */
export function patch(path: string, property: string, value: unknown): CloudRequest {
  const body = JSON.stringify([{ op: 'replace', path: `/${property}`, value }]);
  return { method: 'PATCH', path, body, type: patchType };
}
