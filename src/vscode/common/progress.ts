import { type Progress, ProgressLocation, window } from "vscode";
import { plainText } from "../../core/text/plainText.ts";

/** What is over sooner than this needs no notification that flickers. */
const patience = 400;

export type Report = (text: string, increment?: number) => void;

/** Runs something that takes a while; after a moment a notification shows how it goes, and its Cancel ends it through the signal. */
export async function withProgress<T>(
	title: string,
	run: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	let shown: Progress<{ message?: string; increment?: number }> | undefined;
	let pending = 0;
	const report: Report = (text, increment = 0) => {
		const message = plainText(text);
		pending += increment;
		shown?.report({ message, increment: pending });
		if (shown) pending = 0;
	};
	const running = run(controller.signal, report);
	const isOver = running.then(
		() => true,
		() => true,
	);
	let timer: NodeJS.Timeout | undefined;
	const soon = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), patience);
	});
	if (!(await Promise.race([isOver, soon]))) {
		void window.withProgress(
			{ location: ProgressLocation.Notification, title: plainText(title), cancellable: true },
			async (progress, token) => {
				shown = progress;
				token.onCancellationRequested(() => controller.abort());
				await isOver;
			},
		);
	}
	clearTimeout(timer);
	return running;
}
