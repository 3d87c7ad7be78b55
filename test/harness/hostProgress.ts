import * as vscode from "vscode";

/** For host suites: the person's hand on the notification of what runs. */

/** Cancels the notification whose title fits as soon as it is there, while something runs. */
export async function cancelling<T>(title: RegExp, run: () => Thenable<T>): Promise<T> {
	const { withProgress } = vscode.window;
	Object.assign(vscode.window, {
		withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
			const source = new vscode.CancellationTokenSource();
			if (title.test(options.title ?? "")) setTimeout(() => source.cancel(), 50);
			return task({ report: () => {} }, source.token);
		},
	});
	try {
		return await run();
	} finally {
		Object.assign(vscode.window, { withProgress });
	}
}
