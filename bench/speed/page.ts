export const resultsFile = 'docs/speed/results.json';
