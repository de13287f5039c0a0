/** Reads what the test runners report into one shape: how many passed and were skipped, and which failed. */
import { readJson } from './paths.mjs';

export const nothing = { passed: 0, skipped: 0, failures: [] };

/** A stage that is one check: it passed or it did not. */
export function ofCheck(name, passed) {
  return passed ? { ...nothing, passed: 1 } : { ...nothing, failures: [name] };
}

/** Vitest's JSON. A file that could not even be loaded has no tests in it, so it counts as one failure. */
export function ofVitest(file, stage, exitCode) {
  const report = readJson(file);
  if (!report) return ofCheck(`${stage}: no report (exit code ${exitCode})`, false);
  const result = { passed: 0, skipped: 0, failures: [] };
  for (const suite of report.testResults) {
    const where = suite.name.split('/').slice(-2).join('/');
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') result.passed += 1;
      else if (status === 'failed') result.failures.push(`${stage}: ${where}: ${fullName}`);
      else result.skipped += 1;
    }
    const blamed = suite.assertionResults.some(({ status }) => status === 'failed');
    if (suite.status === 'failed' && !blamed) result.failures.push(`${stage}: ${where} could not run: ${suite.message?.split('\n')[0] ?? ''}`);
  }
  return withExitCode(result, stage, exitCode);
}

/** Playwright's JSON: suites within suites, each test with its attempts. */
export function ofPlaywright(file, stage, exitCode) {
  const report = readJson(file);
  if (!report) return ofCheck(`${stage}: no report (exit code ${exitCode})`, false);
  const result = { passed: 0, skipped: 0, failures: [] };
  const visit = (suite, titles) => {
    const path = [...titles, suite.title].filter(Boolean);
    for (const spec of suite.specs ?? []) {
      for (const { status } of spec.tests) {
        if (status === 'expected' || status === 'flaky') result.passed += 1;
        else if (status === 'skipped') result.skipped += 1;
        else result.failures.push(`${stage}: ${[...path, spec.title].join(' › ')}`);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, path);
  };
  for (const suite of report.suites ?? []) visit(suite, []);
  for (const error of report.errors ?? []) result.failures.push(`${stage}: ${error.message?.split('\n')[0] ?? 'error outside of a test'}`);
  return withExitCode(result, stage, exitCode);
}

/** A runner may fail with every test passed (an unhandled rejection): that is a failure all the same. */
function withExitCode(result, stage, exitCode) {
  if (exitCode !== 0 && result.failures.length === 0) result.failures.push(`${stage}: ended with exit code ${exitCode}`);
  return result;
}

export function sum(results) {
  return results.reduce(
    (total, one) => ({ passed: total.passed + one.passed, skipped: total.skipped + one.skipped, failures: [...total.failures, ...one.failures] }),
    nothing,
  );
}
