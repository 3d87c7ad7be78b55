/**
 * A time as people read it: the hour and minute, with the day in front where that is not today's.
 * @param locale default: the one of the program
 */
export function timeWords(when: Date, now: Date, locale?: string): string {
	const time = { hour: "numeric", minute: "2-digit" } as const;
	if (when.toDateString() === now.toDateString()) return when.toLocaleTimeString(locale, time);
	return when.toLocaleString(locale, { month: "short", day: "numeric", ...time });
}
