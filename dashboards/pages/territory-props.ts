// What every part of a territory's page is handed.
import type { TerritoryModel } from "../shapes/territory.ts";
import type { View } from "./view.ts";

export interface TerritoryProps {
  readonly model: TerritoryModel;
  readonly view: View;
}
