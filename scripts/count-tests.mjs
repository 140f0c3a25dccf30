// Adds up Vitest's JSON reports: node scripts/count-tests.mjs fast.json real.json
// Names what failed, and fails where a report is missing or empty, or anything failed. Runs on the Node that the machine has.
import { readFileSync } from 'node:fs';

/** The counts of one report; a run that ended before its first test counts as one failure, and says so. */
function counts(file) {
  const none = (why) => {
    console.error(`${file}: ${why}`);
    return { passed: 0, failed: 1, skipped: 0 };
  };
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return none('there is no report: the run ended before its tests');
  }
  const brokenFiles = report.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.every((test) => test.status !== 'failed'),
  );
  for (const { name, status, assertionResults, message } of report.testResults) {
    const failed = assertionResults.filter((each) => each.status === 'failed');
    for (const test of failed) {
      console.log(`failed: ${name}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 2000)}`);
    }
    // A setup or an end that threw fails its file and leaves its tests out.
    if (status === 'failed' && failed.length === 0) console.log(`failed: ${name}: ${message.slice(0, 2000)}`);
    for (const test of assertionResults.filter((each) => !['passed', 'failed'].includes(each.status))) {
      console.log(`${test.status}: ${name}: ${test.fullName}`);
    }
  }
  if (report.numPassedTests + report.numFailedTests === 0) return none('no test ran');
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    // A run may fail without a failed test: an unhandled error, a setup that threw.
    failed: failed === 0 && !report.success ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const sum = process.argv
  .slice(2)
  .map(counts)
  .reduce((left, right) => ({
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  }));
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
