/** The codes that the program ends with. `usage` and `failed` are those of sysexits.h. */
export const exits = { done: 0, errors: 1, warnings: 2, usage: 64, failed: 70 } as const;

export type Exit = (typeof exits)[keyof typeof exits];
