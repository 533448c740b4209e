// The head that all invented models share.
import type { Head } from "../../dashboards/shapes/head.ts";
import { DAY } from "./figures.ts";

export const head: Head = {
  demo: true,
  day: DAY,
  first: "2024-01-01",
  last: DAY,
  known: "2024-12-29T02:12:00.000Z",
  vintage: "2026",
  countedWith: "2026",
};
