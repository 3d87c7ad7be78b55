import { maskAccessKeyId } from "./secret.ts";
import type { Active, ErrorCode } from "./types.ts";

const errors: Readonly<Record<ErrorCode, string>> = {
	"no-access-key-id": "No credentials: no access key ID",
	"no-secret-access-key": "No credentials: no secret access key",
	"profile-not-found": "Profile not found",
	"profile-unusable": "Profile does not work",
	"no-credentials": "No credentials",
};

/** The answer in a few words: what Remotion will sign with. */
export function answerText(active: Active): string {
	switch (active.kind) {
		case "keys":
			if (active.accessKeyId === "") return "Keys of the platform";
			return `Keys ${maskAccessKeyId(active.accessKeyId)}${active.hasSessionToken ? " with session token" : ""}`;
		case "profile":
			return `Profile ${active.profile}`;
		case "chain":
			return active.next === "web-identity" ? "Web identity" : "Container or instance role";
		case "error":
			return errors[active.code];
	}
}
