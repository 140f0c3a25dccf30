/**
 * Charts as SVG texts. Pure: the same figures make the same text. Colours follow the reader's light or dark scheme; a
 * ground of its own keeps the chart legible on a page that follows another.
 */

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What stands behind the bar: the figure with its unit. */
  readonly text: string;
  /** The fake's own bars stand out. */
  readonly own: boolean;
}

/** Bars under a heading of their own. */
export interface BarGroup {
  readonly heading: string;
  readonly bars: readonly Bar[];
}

/** One line: a value for each size. */
export interface Line {
  readonly label: string;
  readonly points: readonly (readonly [size: number, value: number])[];
}

const width = 760;
const [labelWidth, textWidth, rowHeight] = [190, 120, 26];

const style = `<style>
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.note { font-size: 12px; fill: #59636e }
.ground { fill: #ffffff; stroke: #d1d9e0 }
.bar { fill: #afb8c1 }
.own { fill: #0969da }
.grid { stroke: #d1d9e0 }
.line { fill: none; stroke-width: 2 }
.c0 { stroke: #0969da } .c1 { stroke: #bc4c00 } .c2 { stroke: #1a7f37 } .c3 { stroke: #8250df }
.f0 { fill: #0969da } .f1 { fill: #bc4c00 } .f2 { fill: #1a7f37 } .f3 { fill: #8250df }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.note { fill: #9198a1 }
.ground { fill: #0d1117; stroke: #3d444d }
.bar { fill: #656c76 }
.own { fill: #4493f8 }
.grid { stroke: #3d444d }
.c0 { stroke: #4493f8 } .c1 { stroke: #f0883e } .c2 { stroke: #3fb950 } .c3 { stroke: #ab7df8 }
.f0 { fill: #4493f8 } .f1 { fill: #f0883e } .f2 { fill: #3fb950 } .f3 { fill: #ab7df8 }
}
</style>`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text between tags or in an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
}

/** A number of an attribute: a tenth of a pixel is all that shows. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

interface TextAt {
  readonly x: number;
  readonly y: number;
  readonly of?: string;
  readonly anchor?: 'end' | 'middle';
}

function text(content: string, { x, y, of, anchor }: TextAt): string {
  const attributes = [of && ` class="${of}"`, anchor && ` text-anchor="${anchor}"`].filter(Boolean).join('');
  return `<text x="${px(x)}" y="${px(y)}"${attributes}>${escaped(content)}</text>`;
}

function framed(title: string, note: string, height: number, content: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${px(height)}" width="${width}" height="${px(height)}" role="img" aria-label="${escaped(title)}">
${style}
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${px(height - 1)}" rx="6"/>
${[text(title, { x: 20, y: 30, of: 'title' }), text(note, { x: 20, y: 50, of: 'note' }), ...content].join('\n')}
</svg>
`;
}

/** Bars side by side, all groups on one scale that begins at 0. */
export function barChart(title: string, note: string, groups: readonly BarGroup[]): string {
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const room = width - labelWidth - textWidth - 40;
  const content: string[] = [];
  let y = 62;
  for (const { heading, bars } of groups) {
    if (heading !== '') {
      content.push(text(heading, { x: 20, y: y + 20, of: 'note' }));
      y += rowHeight + 2;
    }
    for (const { label, value, text: figure, own } of bars) {
      const length = Math.max((value / most) * room, 1);
      content.push(
        text(label, { x: labelWidth + 10, y: y + 18, anchor: 'end' }),
        `<rect class="${own ? 'own' : 'bar'}" x="${labelWidth + 20}" y="${px(y + 4)}" width="${px(length)}" height="18" rx="2"/>`,
        text(figure, { x: labelWidth + 28 + length, y: y + 18 }),
      );
      y += rowHeight;
    }
    y += 6;
  }
  return framed(title, note, y + 10, content);
}

/** Where the lines are drawn. */
const area = { left: 70, right: 520, top: 74, bottom: 320 } as const;

/** Powers of ten around some values, from the one below to the one above. */
function decades(values: readonly number[]): number[] {
  const first = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const last = Math.max(Math.ceil(Math.log10(Math.max(...values)) - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, place) => 10 ** (first + place));
}

/** What a place on a logarithmic scale is, from one end to the other. */
function scale(ticks: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  return (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
}

const tick = (value: number): string => (value < 1 ? String(value) : value.toLocaleString('en-US'));

/** Lines over sizes, both axes logarithmic. What stands behind each line is its label. */
export function lineChart(title: string, note: string, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const [sizes, values] = [decades(points.map(([size]) => size)), decades(points.map(([, value]) => value))];
  const [x, y] = [scale(sizes, area.left, area.right), scale(values, area.bottom, area.top)];
  const grid = values.flatMap((value) => [
    `<line class="grid" x1="${area.left}" x2="${area.right}" y1="${px(y(value))}" y2="${px(y(value))}"/>`,
    text(tick(value), { x: area.left - 8, y: y(value) + 4, of: 'note', anchor: 'end' }),
  ]);
  const axis = sizes.map((size) =>
    text(tick(size), { x: x(size), y: area.bottom + 20, of: 'note', anchor: 'middle' }),
  );
  const labels = apart(lines.map((line) => y(line.points.at(-1)?.[1] ?? 1)));
  const drawn = lines.flatMap((line, place) => {
    const path = line.points.map(([size, value]) => `${px(x(size))},${px(y(value))}`).join(' ');
    const dots = line.points.map(
      ([size, value]) => `<circle class="f${place % 4}" cx="${px(x(size))}" cy="${px(y(value))}" r="3.5"/>`,
    );
    const label = text(line.label, { x: area.right + 14, y: (labels[place] ?? 0) + 4, of: `f${place % 4}` });
    return [`<polyline class="line c${place % 4}" points="${path}"/>`, ...dots, label];
  });
  return framed(title, note, area.bottom + 40, [...grid, ...axis, ...drawn]);
}

/** Moves heights apart that are closer than a line of text, keeping their order. */
export function apart(heights: readonly number[]): number[] {
  const order = heights
    .map((_, place) => place)
    .toSorted((one, other) => (heights[one] ?? 0) - (heights[other] ?? 0));
  const moved = [...heights];
  for (const [place, index] of order.entries()) {
    const above = place === 0 ? -Infinity : (moved[order[place - 1] ?? 0] ?? 0);
    moved[index] = Math.max(moved[index] ?? 0, above + 18);
  }
  return moved;
}
