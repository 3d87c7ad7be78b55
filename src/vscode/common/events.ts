import { Disposable, type Event } from "vscode";

/** Fires with each of several events. */
export function anyOf(...events: readonly Event<unknown>[]): Event<unknown> {
	return (listener) => Disposable.from(...events.map((event) => event((fired) => listener(fired))));
}
