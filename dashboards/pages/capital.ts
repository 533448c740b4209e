// The first letter of a sentence whose beginning is a word of its own elsewhere.

/** `moins de 1 %` → `Moins de 1 %`. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
