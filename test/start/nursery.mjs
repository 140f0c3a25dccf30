// Loaded before the program: when it ends, the size of the part of the heap for new objects on stderr, as it is and after much was made that
// stays for a while, which is why an engine lets that part grow.
import { getHeapSpaceStatistics } from 'node:v8';

const size = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;

process.on('exit', () => {
  const before = size();
  const kept = [];
  for (let made = 0; made < 2_000_000; made += 1) kept[made % 100_000] = { made, list: [made] };
  process.stderr.write(JSON.stringify({ before, after: size(), made: kept.length }));
});
