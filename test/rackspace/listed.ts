import { images } from '../calls.ts';
import type { Told } from '../doors.ts';

/** An image of a list, as far as tests look at it. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly visibility: string;
}

/** The image list as it is answered. */
export interface ListPage {
  readonly images: readonly Listed[];
  readonly first: string;
  readonly next?: string;
  readonly schema: string;
}

/** A page of a caller's image list. */
export async function pageOf(t: Told, as: string, query: string = ''): Promise<ListPage> {
  return (await t.send({ as, ...images(query) })).body as ListPage;
}

/** The names in a caller's image list. */
export async function listed(t: Told, as: string, query: string = ''): Promise<readonly string[]> {
  return (await pageOf(t, as, query)).images.map(({ name }) => name);
}
