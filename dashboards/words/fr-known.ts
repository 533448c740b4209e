// What the pages say in French of figures as they were known on another day.
export const known = {
  field: "Tels que connus le",
  label: "Chiffres d’un autre jour",
  banner: (day: string) => `Chiffres tels que connus le ${day}.`,
  back: "Revenir à aujourd’hui",
  vintage: (year: string) =>
    `Ce qui fut reçu plus tard n’y est pas. Les territoires restent ceux de la liste officielle ${year}, même si elle a été publiée après ce jour.`,
};
export type KnownWords = typeof known;
