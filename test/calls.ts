/** The requests of the API, as tests write them: `add('123456')`, `update('123456', 'accepted')`. */
import type { Call } from './doors.ts';

/** The image that calls are about where no other is named. */
export const image = 'f0000000-0000-4000-8000-000000000001';

/** An id that no image has. */
export const noImage = 'c0000000-0000-4000-8000-000000000000';

const patchType = 'application/openstack-images-v2.1-json-patch';

function members(id: string): string {
  return `/v2/images/${id}/members`;
}

export function add(member: unknown, id: string = image): Call {
  return { method: 'POST', path: members(id), body: { member } };
}

export function list(id: string = image): Call {
  return { path: members(id) };
}

export function show(member: string, id: string = image): Call {
  return { path: `${members(id)}/${member}` };
}

export function update(member: string, status: unknown, id: string = image): Call {
  return { method: 'PUT', path: `${members(id)}/${member}`, body: { status } };
}

export function remove(member: string, id: string = image): Call {
  return { method: 'DELETE', path: `${members(id)}/${member}` };
}

export function showImage(id: string = image): Call {
  return { path: `/v2/images/${id}` };
}

export function images(query: string = ''): Call {
  return { path: `/v2/images${query}` };
}

export function createImage(given: object): Call {
  return { method: 'POST', path: '/v2/images', body: given };
}

export function patch(changes: unknown, id: string = image): Call {
  return { method: 'PATCH', path: `/v2/images/${id}`, body: changes, headers: { 'content-type': patchType } };
}

/** Gives an image a property, as `openstack image set` does. */
export function set(property: string, value: unknown, id: string = image): Call {
  return patch([{ op: 'add', path: `/${property}`, value }], id);
}

export function deleteImage(id: string = image): Call {
  return { method: 'DELETE', path: `/v2/images/${id}` };
}

export function download(id: string = image): Call {
  return { path: `/v2/images/${id}/file` };
}

export function upload(bytes: string | Uint8Array, id: string = image, to: 'file' | 'stage' = 'file'): Call {
  return {
    method: 'PUT',
    path: `/v2/images/${id}/${to}`,
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  };
}

export function action(name: 'deactivate' | 'reactivate', id: string = image): Call {
  return { method: 'POST', path: `/v2/images/${id}/actions/${name}` };
}

export function tag(value: string, method: 'PUT' | 'DELETE' = 'PUT', id: string = image): Call {
  return { method, path: `/v2/images/${id}/tags/${value}` };
}
