import type { Asked } from './side.ts';

/** A question as a cURL command, with placeholders where a side has ids and tokens of its own. */
export function curlOf({ as, method, path, headers = {}, body }: Asked): string {
  const place = path.startsWith('/identity') ? '' : '<glance>';
  const token = as === null ? [] : [`-H 'X-Auth-Token: <token of ${as}>'`];
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const sent =
    body === undefined
      ? []
      : [
          `--data-binary ${quoted(typeof body === 'string' ? body : `<bytes ${Buffer.from(body).toString('hex')}>`)}`,
        ];
  return [
    'curl',
    '-i',
    '--path-as-is',
    '-X',
    method,
    ...token,
    ...given,
    ...sent,
    quoted(`${place}${path}`),
  ].join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
