/** The last of many texts. */
export interface LastTexts {
  add(text: string): void;
  /** Those that are kept, oldest first. */
  all(): readonly string[];
  clear(): void;
}

/** Bytes of a page, unless one text needs more. */
const pageBytes = 65_536;

/** Bytes that say how long the text behind them is. */
const lengthBytes = 4;

/** Texts one behind the other, each behind its length in bytes. */
interface Page {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  used: number;
  /** The number of the newest text on it, counted from 1 over all that were ever added. */
  newest: number;
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/**
 * Keeps texts as bytes, and not as objects: what a server keeps of each request, for a while, is what an engine is worst at.
 * Each collection would move it, and let the memory for what is new grow tenfold.
 * @param most how many are kept; older ones are forgotten.
 */
export function lastTexts(most: number): LastTexts {
  let added = 0;
  let forgotten = 0;
  let pages: Page[] = [];
  return {
    add(text) {
      // No character of UTF-16 takes more than three bytes of UTF-8.
      const page = pageFor(pages, lengthBytes + text.length * 3, forgotten);
      written(page, text);
      added += 1;
      page.newest = added;
      forgotten = Math.max(forgotten, added - most);
    },
    all: () => (added === forgotten ? [] : pages.flatMap(textsOf).slice(forgotten - added)),
    clear() {
      forgotten = added;
      pages = [];
    },
  };
}

/** The page that has room for so many bytes: the last one, or another, of texts that are forgotten or a new one. */
function pageFor(pages: Page[], bytes: number, forgotten: number): Page {
  const last = pages.at(-1);
  if (last !== undefined && last.bytes.length - last.used >= bytes) return last;
  const oldest = (pages[0]?.newest ?? Infinity) <= forgotten ? pages.shift() : undefined;
  const page = oldest !== undefined && oldest.bytes.length >= bytes ? oldest : emptyPage(bytes);
  page.used = 0;
  pages.push(page);
  return page;
}

function written(page: Page, text: string): void {
  const { bytes, view, used } = page;
  const { written: length } = encoder.encodeInto(text, bytes.subarray(used + lengthBytes));
  view.setUint32(used, length);
  page.used += lengthBytes + length;
}

function emptyPage(bytes: number): Page {
  const buffer = new ArrayBuffer(Math.max(pageBytes, bytes));
  return { bytes: new Uint8Array(buffer), view: new DataView(buffer), used: 0, newest: 0 };
}

function textsOf({ bytes, view, used }: Page): readonly string[] {
  const texts: string[] = [];
  for (let at = 0; at < used;) {
    const end = at + lengthBytes + view.getUint32(at);
    texts.push(decoder.decode(bytes.subarray(at + lengthBytes, end)));
    at = end;
  }
  return texts;
}
