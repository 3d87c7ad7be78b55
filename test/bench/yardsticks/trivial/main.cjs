/** What one would write without a second thought: a tree of fixed items, and a search through each line of a text that changed. */
const vscode = require("vscode");

exports.activate = ({ subscriptions }) => {
	const count = Number(process.env.RLC_BENCH_ITEMS ?? 5);
	const tree = (id, items) =>
		vscode.window.registerTreeDataProvider(id, {
			getChildren: (parent) => (parent ? [] : items),
			getTreeItem: (item) => new vscode.TreeItem(item),
		});
	const items = Array.from({ length: count }, (_, index) => `Item ${index}`);
	subscriptions.push(
		tree("neutral.only", ["One"]),
		tree("yardstick.first", ["One"]),
		tree("yardstick.items", items),
		tree("yardstick.last", []),
	);

	const collection = vscode.languages.createDiagnosticCollection("yardstick");
	const search = (document) => {
		if (!document.fileName.endsWith(".yardstick")) return;
		const found = [];
		for (let line = 0; line < document.lineCount; line++) {
			const { text, range } = document.lineAt(line);
			if (/^REMOTION_AWS_REGION=us-east-9$/.test(text))
				found.push(new vscode.Diagnostic(range, "There is no such region."));
		}
		collection.set(document.uri, found);
	};
	subscriptions.push(
		collection,
		vscode.workspace.onDidOpenTextDocument(search),
		vscode.workspace.onDidChangeTextDocument(({ document }) => search(document)),
	);
};
