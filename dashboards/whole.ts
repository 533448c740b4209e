// A whole number in an address: digits and nothing else, so that "1e3", "+5" or " 7" are refused and not guessed at.
import { z } from "zod";

/** At most nine digits. @param unset  the number when the address does not say */
export const whole = (least: number, most: number, unset: number) =>
  z
    .preprocess(
      (text) => (typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : text),
      z.int().min(least).max(most),
    )
    .default(unset);
