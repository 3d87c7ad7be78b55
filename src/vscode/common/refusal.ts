import type { CommandId } from "../../contributions.ts";

/** A refusal that is told to the person as it is: what is wrong and what to do. It is no failure, and never holds a secret. */
export class Refusal extends Error {
	override readonly name = "Refusal";
	/** The command that helps, as a button of the message. */
	readonly offer: RefusalOffer | undefined;

	constructor(message: string, offer?: RefusalOffer) {
		super(message);
		this.offer = offer;
	}
}

interface RefusalOffer {
	readonly title: string;
	readonly command: CommandId;
}
