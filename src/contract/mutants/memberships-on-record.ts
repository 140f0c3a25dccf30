/** What a mistake may look up in the world: the image and the memberships that a request is about. */
import { tenantOf } from '../../domain/callers.ts';
import type { Image, Member } from '../../domain/model.ts';
import type { HttpRequest } from '../../http/message.ts';
import type { Fake } from '../../world/fake.ts';
import { jsonIn } from './words.ts';

/** The image that a path names. */
export function imageIn({ target }: HttpRequest, { cloud }: Fake): Image | undefined {
  return cloud.images.get(target.split(/[/?]/)[3] ?? '');
}

/** The membership of the caller on the image that a path names; removed ones too. */
export function ownMembership(request: HttpRequest, fake: Fake): Member | undefined {
  const token = fake.cloud.tokens.get(request.headers['x-auth-token'] ?? '');
  return imageIn(request, fake)?.members.get((token && tenantOf(token)) ?? '');
}

/** The membership of whom a body names on the image that a path names; removed ones too. */
export function namedMembership(request: HttpRequest, fake: Fake): Member | undefined {
  const { member } = (jsonIn(request) ?? {}) as { readonly member?: string };
  return imageIn(request, fake)?.members.get(member ?? '');
}
