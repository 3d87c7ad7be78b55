/**
 * `npm run screenshots`: every screen in three themes, with the side bar as VS Code has it and with the narrowest one, as pictures
 * `tour-<look>-<n>-<screen>` in .cache/screenshots. Nothing is asserted but that each screen comes up: the pictures are for eyes.
 * `node test/ui/tour.screens.ts --look dark --tour files` takes a part of the packaged extension.
 */
import { parseArgs } from "node:util";
import { DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { startLocalAws } from "../local-aws/server.ts";
import { siteFiles } from "../local-aws/siteBundle.ts";
import { openWindow, type Theme } from "./driver.ts";
import { dragSideBar } from "./sideBar.ts";
import { asked } from "./tour/asked.ts";
import { files } from "./tour/files.ts";
import { places } from "./tour/places.ts";
import { pool } from "./tour/pool.ts";
import type { Tour } from "./tour/screen.ts";

interface Look {
	readonly theme: Theme;
	/** Of the side bar, in pixels. */
	readonly sideBar: number;
}

/** VS Code's own width in a window of this size, and about the least that it lets a person drag it to. */
const widths = { "": 300, "narrow-": 200 };

const looks: readonly (readonly [name: string, look: Look])[] = (["dark", "light", "high-contrast"] as const).flatMap(
	(theme) => Object.entries(widths).map(([name, sideBar]) => [`${name}${theme}`, { theme, sideBar }] as const),
);

async function take(tour: Tour, look: string, { theme, sideBar }: Look, first: number): Promise<number> {
	const window = await openWindow({ ...tour.options, theme });
	let count = first;
	try {
		tour.prepare(window);
		await dragSideBar(window, sideBar);
		for (const [screen, show] of Object.entries(tour.screens)) {
			const name = `tour-${look}-${String(++count).padStart(2, "0")}-${screen}`;
			try {
				await show(window);
			} catch (error) {
				// The picture tells why, and the screens after it are looked at all the same.
				process.exitCode = 1;
				process.stdout.write(`  ${screen} did not come up: ${error instanceof Error ? error.message : error}\n`);
				await window.press("Escape");
			}
			process.stdout.write(`  ${await window.screenshot(name)}\n`);
		}
	} finally {
		await window.close();
	}
	return count;
}

const { values } = parseArgs({ options: { look: { type: "string" }, tour: { type: "string" } } });
await siteFiles();
const local = await startLocalAws({ accounts: DEMO_ACCOUNTS });
const accounts = await startLocalAws();
try {
	const tours = { files, asked: asked(local), pool: pool(accounts), places: places(local) };
	for (const [name, look] of looks) {
		let count = 0;
		if ((values.look ?? name) !== name) continue;
		for (const [part, tour] of Object.entries(tours))
			if ((values.tour ?? part) === part) count = await take(tour, name, look, count);
	}
} finally {
	await local.close();
	await accounts.close();
}
