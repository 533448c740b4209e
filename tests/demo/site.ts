// A served site as its readers read it: pages, JSON and CSV over HTTP.
import { parse } from "csv-parse/sync";
import type { Point } from "../../dashboards/figure.ts";
import type { FiguresModel } from "../../dashboards/shapes/figures.ts";
import type { StartupsModel } from "../../dashboards/shapes/overview.ts";
import type { StartupModel } from "../../dashboards/shapes/startup.ts";

export type CsvRow = Readonly<Record<string, string>>;
/** As a CSV writes a point: what has no figure is an empty field. */
export const csvOfPoint = ({ first, last, value }: Point) => [first, last, value ?? ""].join(" ");

export class Site {
  readonly url: string;
  /** @param url  without a final slash */
  constructor(url: string) {
    this.url = url;
  }

  /** @throws when the answer is not 200; `undefined`: 404 */
  async read(path: string): Promise<string | undefined> {
    const answer = await fetch(`${this.url}${path}`);
    const text = await answer.text();
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text;
  }
  async text(path: string): Promise<string> {
    const text = await this.read(path);
    if (text === undefined) throw new Error(`nothing at ${path}`);
    return text;
  }
  async json<T>(path: string): Promise<T> {
    return JSON.parse(await this.text(path)) as T;
  }
  /** `undefined`: the page has no such panel. */
  async csv(path: string): Promise<CsvRow[] | undefined> {
    const text = await this.read(path);
    return text === undefined ? undefined : parse(text, { columns: true });
  }
  startup(id: string, day: string): Promise<StartupModel> {
    return this.json(`/api/v1/startups/${id}?day=${day}`);
  }
  /** Cells of one metric, all of them. */
  async cells(startup: string, metric: string, day: string): Promise<FiguresModel["rows"]> {
    const path = `/api/v1/figures?startup=${startup}&metric=${metric}&day=${day}&limit=50000`;
    const { rows, count } = await this.json<FiguresModel>(path);
    if (rows.length !== count) throw new Error(`${path} has ${count} rows: read them in pages`);
    return rows;
  }
  /** A sum that the API makes itself; an illegal one is refused. */
  async sums(query: string): Promise<FiguresModel["sums"]> {
    return (await this.json<FiguresModel>(`/api/v1/figures?${query}&limit=1`)).sums;
  }
  /** Ids of all startups, from every page of the list. */
  async startups(day: string): Promise<string[]> {
    const ids: string[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { list } = await this.json<StartupsModel>(`/api/v1/startups?tri=nom&day=${day}&page=${page}`);
      ids.push(...list.services.map(({ id }) => id));
      pages = list.pages;
    }
    return ids;
  }
}
