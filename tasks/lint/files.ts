/** Which files a rule looks at, decided by path alone. */

/** A path inside the repository, with forward slashes, from `packages/`, `tasks/`, ... on. */
export function repositoryPath(filename: string): string {
  const path = filename.replaceAll("\\", "/");
  const start = path.search(/(?:^|\/)(?:packages|tasks|integration|benchmarks)\//);
  return start < 0 ? path : path.slice(start).replace(/^\//, "");
}

/** Tests, their support, fixtures, flows and benchmarks: code that never ships. */
export function isShipped(filename: string): boolean {
  const path = repositoryPath(filename);
  return path.startsWith("packages/") && !/\/(?:test|testdata|tasks)\//.test(path) &&
    !path.startsWith("packages/patterns/");
}

/** Files that may touch the platform: they build plain objects to be passed in. */
export function isPowersFile(filename: string): boolean {
  return /-powers\.ts$/.test(repositoryPath(filename));
}
