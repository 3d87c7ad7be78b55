/** For pictures: the side bar's width, as a person changes it. */
import type { Window } from "./driver.ts";

/** Drags its edge until it is as wide as that, in pixels, or as VS Code lets it be. Opens the extension's views first. */
export async function dragSideBar(window: Window, width: number): Promise<void> {
	await window.openView("Remotion Lambda");
	const box = await window.page.locator(".part.sidebar").boundingBox();
	if (box === null) throw new Error("The side bar is not on show.");
	await window.page.mouse.move(box.x + box.width, 400);
	await window.page.mouse.down();
	await window.page.mouse.move(box.x + width, 400, { steps: 5 });
	await window.page.mouse.up();
}
