// What the pages say in French of figures as they were known on another day.
export const known = {
  field: "Tels que connus le",
  label: "Chiffres d’un autre jour",
  /** @param at  a day, or a day and its hour */
  banner: (at: string) => `Chiffres tels que connus le ${at}.`,
  back: "Revenir à aujourd’hui",
  /** Of the address under which a page stays as it is. */
  link: "Lien permanent vers cette page telle qu’elle est",
  /** @param counted  year of the list that the figures are counted with · @param then  of the one in use that day */
  lists: (counted: string, then: string) =>
    counted === then
      ? `Ce qui fut reçu plus tard n’y est pas. Les territoires restent ceux de la liste officielle ${counted}, même si elle a été publiée après ce jour.`
      : `Ce qui fut reçu plus tard n’y est pas. Ce jour-là, la liste officielle ${then} des communes était en usage ; les chiffres sont comptés avec celle de ${counted}.`,
};
export type KnownWords = typeof known;
