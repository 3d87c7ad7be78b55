/** The process that takes sessions with an MFA code; `dist/sessions.cjs`. */
void import("./answers.ts").then(({ answerSessions }) => answerSessions());
