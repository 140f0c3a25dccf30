import type { Answer, Side } from './side.ts';

interface Listed {
  readonly id: string;
  readonly protected: boolean;
}

const patchType = 'application/openstack-images-v2.1-json-patch';

/** All images of a cloud, hidden ones too, up to a thousand of each kind. */
export async function imagesOf(side: Side): Promise<readonly Listed[]> {
  const queries = ['false', 'true'].flatMap((hidden) =>
    ['', '&visibility=community'].map((which) => `/v2/images?limit=1000&os_hidden=${hidden}${which}`),
  );
  const pages = await Promise.all(queries.map((path) => side.ask({ as: 'admin', method: 'GET', path })));
  const all = pages.flatMap((page) => listed(page));
  return [...new Map(all.map((image) => [image.id, image])).values()];
}

/** Takes all images of a cloud away, protected ones too. */
export async function empty(side: Side): Promise<void> {
  for (let left = await imagesOf(side); left.length > 0; left = await imagesOf(side)) {
    for (const { id, protected: guarded } of left) {
      const path = `/v2/images/${id}`;
      const body = JSON.stringify([{ op: 'replace', path: '/protected', value: false }]);
      if (guarded)
        await side.ask({ as: 'admin', method: 'PATCH', path, body, headers: { 'content-type': patchType } });
      await side.ask({ as: 'admin', method: 'DELETE', path });
    }
  }
}

function listed({ body }: Answer): readonly Listed[] {
  return (JSON.parse(new TextDecoder().decode(body)) as { images: Listed[] }).images;
}
