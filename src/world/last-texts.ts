/** The last of many texts. */
export interface LastTexts {
  /** @param text in one line. */
  add(text: string): void;
  /** Those that are kept, oldest first. */
  all(): readonly string[];
  clear(): void;
}

/** Bytes of a page, unless one text needs more. */
const pageBytes = 65_536;

/** Texts that wait to become bytes together: to begin takes longer than to write one. */
const mostWaiting = 8;

/** Texts one behind the other, with an end of line behind each. */
interface Page {
  readonly bytes: Uint8Array;
  used: number;
  /** The number of the newest text on it, counted from 1 over all that were ever added. */
  newest: number;
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder('utf-8', { ignoreBOM: true })];

/**
 * Keeps texts as bytes, and not as objects: what a server keeps of each request, for a while, is what an engine is worst at.
 * Each collection would move it, and let the memory for what is new grow tenfold.
 * @param most how many are kept; older ones are forgotten.
 */
export function lastTexts(most: number): LastTexts {
  let added = 0;
  let forgotten = 0;
  let pages: Page[] = [];
  let waiting: string[] = [];
  const write = (): void => {
    if (waiting.length === 0) return;
    const text = `${waiting.join('\n')}\n`;
    waiting = [];
    // No character of UTF-16 takes more than three bytes of UTF-8.
    const page = pageFor(pages, text.length * 3, forgotten);
    page.used += encoder.encodeInto(text, page.bytes.subarray(page.used)).written;
    page.newest = added;
  };
  return {
    add(text) {
      added += 1;
      forgotten = Math.max(forgotten, added - most);
      waiting.push(text);
      if (waiting.length === mostWaiting) write();
    },
    all() {
      write();
      return added === forgotten ? [] : pages.flatMap(textsOf).slice(forgotten - added);
    },
    clear() {
      forgotten = added;
      pages = [];
      waiting = [];
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

function emptyPage(bytes: number): Page {
  return { bytes: new Uint8Array(Math.max(pageBytes, bytes)), used: 0, newest: 0 };
}

function textsOf({ bytes, used }: Page): readonly string[] {
  return decoder.decode(bytes.subarray(0, used - 1)).split('\n');
}
