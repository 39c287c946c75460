const FOLDERS =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test-utils|spec|specs|e2e|fixtures?|__fixtures__|__mocks__|mocks|examples?|docs?|benchmarks?|evals?|node_modules|dist|build|out|vendor|\.?venv|site-packages|__pycache__|generated|scripts?|playground|sandbox)\//i;
const FILES =
  /(?:\.(?:test|test-d|spec|bench|stories|e2e)\.[cm]?[jt]sx?|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.(?:py|go))$/i;

/** Whether a file is what a project ships: not a test, example, script or what was built. Paths are from the root. */
export function isProduct(path: string): boolean {
  return !FOLDERS.test(path) && !FILES.test(path);
}
