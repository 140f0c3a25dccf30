import { expect } from 'vitest';
import { createImage, showImage, upload } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const sizes = [
  { disk_format: 'raw', container_format: 'bare', virtual_size: 3 },
  { disk_format: 'raw', container_format: 'ovf', virtual_size: null },
  { disk_format: 'ami', container_format: 'ami', virtual_size: null },
] as const;

for (const { virtual_size, ...formats } of sizes) {
  const { disk_format, container_format } = formats;
  everyDoor(
    `three bytes of ${disk_format} in ${container_format} have the virtual size ${virtual_size}`,
    { seed: cast() },
    async ({ send }) => {
      const { body } = await send({ as: 'producer', ...createImage(formats) });
      const { id } = body as { id: string };
      await send({ as: 'producer', ...upload('abc', id) });
      expect((await send({ as: 'producer', ...showImage(id) })).body).toMatchObject({
        size: 3,
        virtual_size,
      });
    },
  );
}
