import { expect, it } from 'vitest';
import { apart, barChart, escaped, lineChart } from '../../bench/speed/svg.ts';

/** What a reader sees of a chart as text, from top to bottom. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, content = '']) => content);
}

const bars = [
  { label: 'ours', value: 50, text: '50 /s', own: true },
  { label: 'theirs', value: 200, text: '200 /s', own: false },
];

it('the longest bar fills the room, and the others are as long as their value says', () => {
  const svg = barChart('Speed', 'More is better.', [{ heading: 'GET', bars }]);
  const lengths = [...svg.matchAll(/<rect class="(own|bar)"[^>]* width="([\d.]+)"/g)].map(
    ([, of, length]) => [of, length],
  );
  expect(lengths).toEqual([
    ['own', '102.5'],
    ['bar', '410'],
  ]);
});

it('a bar chart shows title, note, headings, and each bar with its label and figure', () => {
  const svg = barChart('Speed', 'More is better.', [{ heading: 'GET', bars }]);
  expect(textsOf(svg)).toEqual(['Speed', 'More is better.', 'GET', 'ours', '50 /s', 'theirs', '200 /s']);
});

it('all groups of bars have one scale', () => {
  const one = { heading: 'GET', bars: bars.slice(0, 1) };
  const other = { heading: 'PUT', bars: bars.slice(1) };
  const svg = barChart('Speed', '', [one, other]);
  expect(svg).toContain('width="102.5"');
  expect(svg).toContain('width="410"');
});

it('a line goes through its points on logarithmic scales, from decade to decade', () => {
  const points = [
    [10, 1],
    [100, 10],
    [1000, 100],
  ] as const;
  const svg = lineChart('Growth', '', [{ label: 'GET', points }]);
  expect(svg).toContain('<polyline class="line c0" points="70,320 295,197 520,74"/>');
  expect(textsOf(svg)).toEqual(['Growth', '', '1', '10', '100', '10', '100', '1,000', 'GET']);
});

it('labels of lines that end close to each other do not overlap', () => {
  expect(apart([100, 105, 300])).toEqual([100, 118, 300]);
  expect(apart([105, 100])).toEqual([118, 100]);
});

it('what is drawn is text, never markup', () => {
  expect(escaped('<a href="x">&</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
  const svg = barChart('a < b & "c"', '', [{ heading: '', bars }]);
  expect(svg).toContain('aria-label="a &lt; b &amp; &quot;c&quot;"');
  expect(svg).not.toContain('a < b');
});

it('a chart has colours for readers with a dark scheme, and a ground of its own', () => {
  const svg = barChart('Speed', '', [{ heading: '', bars }]);
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
  expect(svg).toContain('<rect class="ground"');
});
