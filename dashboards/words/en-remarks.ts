// What pages say in English of remarks beside figures, and of figures that people corrected.
import type { RemarksWords } from "./fr-remarks.ts";

export const remarks: RemarksWords = {
  title: "Remarks on these figures",
  sub: "Written by one person, approved by another; they change no figure.",
  when: "Day",
  about: "About",
  remark: "Remark",
  whole: "the service",
  span: (first, last) => `${first} to ${last}`,
  correction: "correction, see the decisions",
  corrected: (reason, day) => `Figure corrected, decided on ${day}: ${reason}`,
};
