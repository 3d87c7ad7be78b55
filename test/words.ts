/** The one place for terms: what texts for people must not say, and what they say instead. */

/** A way of saying something that people do not understand at first read. */
export interface Avoided {
	/** What is looked for, whatever its case. */
	readonly says: RegExp;
	readonly instead: string;
}

/** In the order of the guide's table. "Sign" stays where AWS reports a signature, and in "sign in". */
export const avoided: readonly Avoided[] = [
	{ says: /\bsigns? with\b|\bsigned with\b|\bwho signs\b|\bthat signs?\b/i, instead: "uses, active credentials" },
	{
		says: /\bwins\b|\bwon\b|\boutranks?\b|\bbeats\b|\bloses\b|\bshadowed\b/i,
		instead: "takes precedence over, overridden",
	},
	{
		says: /\bladder\b|\brungs?\b|Remotion's (?:whole )?order\b/i,
		instead: "credential sources, in order of precedence",
	},
	{
		says: /\bkey pairs?\b|\bhalves\b|\bhalf (?:a|of a|the) pair\b/i,
		instead: "access keys: access key ID, secret access key",
	},
	{ says: /\btemporary keys?\b|\btoken alone\b/i, instead: "temporary credentials, session token" },
	{ says: /\blong-lived (?:keys?|pairs?)\b|\buser keys?\b/i, instead: "long-term access key" },
	{ says: /\b(?:the|SDK) (?:default )?chain\b|'s default chain\b/i, instead: "default credential provider chain" },
	{
		says: /\btakes? (?:a|the) role\b|\bsecond factor\b|\blets? (?:it|them) in\b/i,
		instead: "assume a role, MFA code, trust policy",
	},
	{
		says: /\bboth AWS files\b|\b(?:the )?two (?:AWS )?files\b|\bneither AWS file\b/i,
		instead: "AWS config and credentials files",
	},
	{ says: /\bheadings?\b/i, instead: "section header" },
	{ says: /\bset to nothing\b|\bplain (?:names?|AWS_)/i, instead: "empty, unprefixed" },
	{ says: /\brefuses?\b|\brefused\b/i, instead: "rejects, access denied" },
	{ says: /\blacks?\b|\bin vain\b/i, instead: "is missing, isn't set" },
	{
		says: /\bstands? (?:in|there|alone|first|behind|beside|between|here|for)\b|\bbeside\b|\bbehind (?:it|them|the|a)\b/i,
		instead: "in, on line 3, next to, after",
	},
	{ says: /\bmends?\b|\bmended\b|\bremed(?:y|ies)\b|\bcures?\b|\bmistakes?\b|\bfindings?\b/i, instead: "fix, problem" },
	{
		says: /\brotation\b|\bgaps?\b|\btwin\b|\bdocumented (?:loop|rotation|sample)\b/i,
		instead: "account pool, missing number, Remotion's sample code",
	},
	{ says: /\bwho starts\b/i, instead: "runtime" },
	{ says: /\bhand(?:s|ed) (?:\w+ )?on\b/i, instead: "loader, supplied by" },
	{ says: /\bif you deployed\b/i, instead: "If deployed to" },
	{ says: /\b(?:own|'s) (?:Remotion )?client\b/i, instead: "this project's Remotion version" },
	{ says: /\bfits? together\b|\bfunctions? (?:that )?fits?\b/i, instead: "match" },
	{ says: /\bat once\b/i, instead: "concurrency limit, concurrent executions" },
	{ says: /\bmay not\b/i, instead: "isn't allowed to" },
	{ says: /\beverybody\b|\bwhoever\b|\bnobody\b/i, instead: "anyone with access to the repository" },
	{ says: /\bwhite space\b|\bblanks?\b/i, instead: "whitespace, space" },
	{
		says: /\bholds?\b|\banew\b|\bany ?more\b|\ball the same\b|\bby now\b|\bin the place of\b/i,
		instead: "contains, create, again, no longer",
	},
	{ says: /[“”]/, instead: "straight quotes" },
	{ says: /\bplease\b|!(?:\s|$)/i, instead: "neither please nor exclamation marks" },
];

/** Characters that a surface has room for: the guide's hard limits. */
export const limits = { command: 40, quickFix: 60, problem: 240, notification: 200 } as const;
