/** What one would write without a second thought: a tree of fixed rows, each with as many fixed rows below it as a launch has sources. */
const vscode = require("vscode");

exports.activate = ({ subscriptions }) => {
	const rows = Array.from({ length: Number(process.env.RLC_BENCH_ITEMS ?? 5) }, (_, index) => `Row ${index}`);
	const below = ["First", "Second", "Third"];
	subscriptions.push(
		vscode.window.registerTreeDataProvider("nested.rows", {
			getChildren: (parent) => (parent ? below.map((name) => `${name} of ${parent}`) : rows),
			getTreeItem: (name) =>
				new vscode.TreeItem(
					name,
					rows.includes(name) ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
				),
		}),
	);
};
