// What pages say in French of remarks beside figures, and of figures that people corrected.
export const remarks = {
  title: "Remarques sur ces chiffres",
  sub: "Écrites par une personne, approuvées par une autre ; elles ne changent aucun chiffre.",
  when: "Jour",
  about: "Sujet",
  remark: "Remarque",
  whole: "le service",
  span: (first: string, last: string) => `du ${first} au ${last}`,
  correction: "correction, voir les décisions",
  corrected: (reason: string, day: string) => `Chiffre corrigé, décidé le ${day} : ${reason}`,
};
export type RemarksWords = typeof remarks;
