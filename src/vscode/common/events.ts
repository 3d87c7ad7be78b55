import { Disposable, type Event } from "vscode";

/** Fires with each of several events. */
export function anyOf(...events: readonly Event<unknown>[]): Event<unknown> {
	return (listener) => Disposable.from(...events.map((event) => event((fired) => listener(fired))));
}

/** Waits for the first time that an event tells of something that fits, and no longer. */
export function next<T>(event: Event<T>, fits: (fired: T) => boolean): Promise<void> {
	return new Promise((resolve) => {
		const subscription = event((fired) => {
			if (!fits(fired)) return;
			subscription.dispose();
			resolve();
		});
	});
}
