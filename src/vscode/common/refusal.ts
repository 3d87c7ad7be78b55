/** A refusal that is told to the person as it is: what is wrong and what to do. It is no failure, and never holds a secret. */
export class Refusal extends Error {
	override readonly name = "Refusal";
}
