/** The process that asks AWS who somebody is; `dist/identity.cjs`. */
void import("./answers.ts").then(({ answerIdentities }) => answerIdentities());
