import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture of 256 colours, which takes a third of what the browser writes. */

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel: red, green, blue, and where there are four, how opaque it is. */
  readonly depth: number;
  readonly bytes: Buffer;
}

const signature: Buffer = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads a PNG of 8 bits a channel, as Chromium writes it. Source: the PNG specification, 9.2. */
function pixelsOf(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  let [width, height, depth] = [0, 0, 0];
  for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (type === 'IHDR')
      [width, height, depth] = [data.readUInt32BE(0), data.readUInt32BE(4), data[9] === 6 ? 4 : 3];
    if (type === 'IDAT') parts.push(data);
  }
  const filtered = inflateSync(Buffer.concat(parts));
  const row = width * depth;
  const bytes = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < row; x += 1) {
      const left = x < depth ? 0 : (bytes[y * row + x - depth] ?? 0);
      const up = y === 0 ? 0 : (bytes[(y - 1) * row + x] ?? 0);
      const corner = y === 0 || x < depth ? 0 : (bytes[(y - 1) * row + x - depth] ?? 0);
      const foretold =
        [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filtered[y * (row + 1)] ?? 0] ?? 0;
      bytes[y * row + x] = ((filtered[y * (row + 1) + 1 + x] ?? 0) + foretold) & 255;
    }
  return { width, height, depth, bytes };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((each) => Math.abs(left + up - corner - each)) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The 256 colours that there are most of, as numbers, and for each colour the nearest of them. */
function paletteOf(colours: Uint32Array): {
  readonly chosen: readonly number[];
  nearest(colour: number): number;
} {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const chosen = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour);
  const found = new Map(chosen.map((colour, index) => [colour, index]));
  const distance = (one: number, other: number): number =>
    [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  const search = (colour: number): number => {
    const far = chosen.map((each) => distance(each, colour));
    return far.indexOf(Math.min(...far));
  };
  return {
    chosen,
    nearest: (colour) => found.get(colour) ?? found.set(colour, search(colour)).get(colour) ?? 0,
  };
}

/** The same picture with its 256 most frequent colours. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, depth, bytes } = pixelsOf(png);
  const colours = Uint32Array.from({ length: width * height }, (_, pixel) =>
    bytes.readUIntBE(pixel * depth, 3),
  );
  const { chosen, nearest } = paletteOf(colours);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = nearest(colours[y * width + x] ?? 0);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(chosen.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const parts = [chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9 }))];
  return Buffer.concat([signature, ...parts, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
