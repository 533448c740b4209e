// The one address of the API without a page of its own: figures cell by cell, or a legal sum of them.
import { AsOf } from "./as-of.ts";
import { FiguresModel, FiguresQuery } from "./shapes/figures.ts";

export const FIGURES = {
  path: "/api/v1/figures",
  about:
    "Figures cell by cell, or a legal sum of them; an illegal sum is refused (422) with the question that has an answer",
  query: FiguresQuery.extend({ as_of: AsOf }),
  name: "Figures",
  reply: FiguresModel,
} as const;
