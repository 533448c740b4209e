// The one address of the API without a page of its own: figures cell by cell, or a legal sum of them.
import { FiguresModel, FiguresQuery } from "./shapes/figures.ts";

export const FIGURES = {
  path: "/api/v1/figures",
  about:
    "Figures cell by cell, or a legal sum of them; an illegal sum is refused (422) with the question that has an answer",
  query: FiguresQuery,
  name: "Figures",
  reply: FiguresModel,
} as const;
