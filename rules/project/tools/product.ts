/** Never part of what is shipped, wherever they are. */
const NEVER =
  /(?:^|\/)(?:tests?|__tests__|testdata|test-utils|e2e|__fixtures__|fixtures?|__mocks__|examples?|node_modules|dist|vendor|\.?venv|site-packages|__pycache__)\//i;
/** Beside the source only: below `src` or `tools` these are names that tools are sorted by. */
const BESIDE =
  /(?:^|\/)(?:testing|specs?|mocks|docs?|benchmarks?|evals?|build|out|generated|scripts?|playground|sandbox)\//i;
const SOURCE = /(?:^|\/)(?:src|tools?|toolsets?|pkg|internal)\//i;
const FILES =
  /(?:\.(?:test|test-d|spec|bench|stories|e2e)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py|_test\.go)$/i;

/** Whether a file is what a project ships: not a test, example, script or what was built. Paths are from the root. */
export function isProduct(path: string): boolean {
  if (NEVER.test(path) || FILES.test(path)) return false;
  const beside = BESIDE.exec(path);
  return beside === null || SOURCE.test(path.slice(0, beside.index + 1));
}
