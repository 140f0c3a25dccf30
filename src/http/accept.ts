/**
 * Which of the formats on offer an `Accept` header prefers, by the rules of WebOb, which Glance's errors
 * follow (RULES.md §5): highest quality first, among equals the order of the offers; a header that cannot
 * be read accepts everything; an empty one accepts nothing.
 */
export function preferred<Offer extends string>(
  accept: string | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  const ranges = readAccept(accept ?? '');
  if (ranges === undefined) return offers[0];
  const weighed = offers.map((offer) => ({ offer, quality: qualityOf(offer, ranges) }));
  const accepted = weighed.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality);
  return accepted[0]?.offer;
}

interface MediaRange {
  readonly type: string;
  readonly parameters: boolean;
  readonly quality: number;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
const element: RegExp = new RegExp(`^(${token}/${token})((?:\\s*;\\s*${token}=(?:${token}|${quoted}))*)$`);

function readAccept(header: string): readonly MediaRange[] | undefined {
  const ranges: MediaRange[] = [];
  for (const part of header.split(',').map((text) => text.trim())) {
    if (part === '') continue;
    const match = element.exec(part);
    if (match === null || /^\*\/[^*]/.test(part)) return undefined;
    const parameters = (match[2] ?? '')
      .split(';')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const weight = parameters.findIndex((text) => /^q=/i.test(text));
    const quality = weight === -1 ? 1 : readQuality(parameters[weight] ?? '');
    if (quality === undefined) return undefined;
    ranges.push({
      type: (match[1] ?? '').toLowerCase(),
      parameters: weight === -1 ? parameters.length > 0 : weight > 0,
      quality,
    });
  }
  return ranges;
}

function readQuality(parameter: string): number | undefined {
  const value = parameter.slice(2);
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : undefined;
}

/** The quality of the most specific range that matches; 0 where none does. Offers carry no parameters. */
function qualityOf(offer: string, ranges: readonly MediaRange[]): number {
  const plain = ranges.filter((range) => !range.parameters);
  const wider = [offer, `${offer.slice(0, offer.indexOf('/'))}/*`, '*/*'];
  for (const type of wider) {
    const range = plain.find((candidate) => candidate.type === type);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
