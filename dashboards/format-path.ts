// Where a page stands in another format.

/** The address of a page in a format. `/` is `/index` there. */
export function formatPath(path: string, format: "json" | "csv"): string {
  return `${path === "/" ? "/index" : path}.${format}`;
}
