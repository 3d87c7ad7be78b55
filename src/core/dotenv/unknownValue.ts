/** The text in the place of a value that nobody here knows. */
export const unknownValue = "set-where-it-cannot-be-seen";
