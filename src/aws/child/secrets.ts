/** The process that reads and makes secrets of AWS Secrets Manager; `dist/secrets.cjs`. */
void import("./answers.ts").then(({ answerSecrets }) => answerSecrets());
