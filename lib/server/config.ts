import { isAbsolute, resolve } from 'node:path';
import * as z from 'zod/mini';

const whole = (rule: z.core.$ZodCheck<string>) => z.string().check(rule);

/** What the environment may say; everything has a default but what only a distributed server needs. */
const environmentSchema = z.object({
  POIGNEE_DATA: z.optional(whole(z.minLength(1))),
  DATABASE_URL: z.optional(whole(z.regex(/^postgres(?:ql)?:\/\/.+/))),
  DATABASE_CONNECTIONS: z.optional(whole(z.regex(/^[1-9]\d{0,2}$/))),
  POIGNEE_SECRET: z.optional(whole(z.minLength(32))),
  POIGNEE_ORIGIN: z.optional(whole(z.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/))),
  POIGNEE_PROXIES: z.optional(whole(z.regex(/^\d$/))),
});

const EXPECTED: Record<string, string> = {
  POIGNEE_DATA: 'a folder this process may write in',
  DATABASE_URL: 'postgresql://user:password@host:5432/database',
  DATABASE_CONNECTIONS: 'a number from 1 to 999',
  POIGNEE_SECRET: 'at least 32 random characters, the same for every process',
  POIGNEE_ORIGIN: 'the address people use, without a path: https://example.org',
  POIGNEE_PROXIES: 'how many proxies stand before this process, 0 to 9',
};

export type Config = {
  dataFolder: string;
  databaseUrl: string | null;
  connections: number;
  /** `null`: kept in a file of the data folder. */
  secret: string | null;
  /** `null`: as each request says. */
  origin: string | null;
  /** How many of the last addresses of X-Forwarded-For are our own proxies'. */
  proxies: number;
};

/** Throws a sentence a line for what cannot be used, naming each variable and what it should be. */
export function readConfig(environment: Record<string, string | undefined>, folder: string): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in EXPECTED && value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success
    ? []
    : [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map(
        (name) => `${name} is not usable: expected ${EXPECTED[name]}.`,
      );
  if (parsed.success && parsed.data.DATABASE_URL !== undefined && parsed.data.POIGNEE_SECRET === undefined)
    problems.push(`POIGNEE_SECRET is needed with DATABASE_URL: ${EXPECTED.POIGNEE_SECRET}.`);
  if (!parsed.success || problems.length > 0) throw new Error(`Configuration:\n${problems.join('\n')}`);
  const { data } = parsed;
  const dataFolder = data.POIGNEE_DATA ?? 'data';
  return {
    dataFolder: isAbsolute(dataFolder) ? dataFolder : resolve(folder, dataFolder),
    databaseUrl: data.DATABASE_URL ?? null,
    connections: Number(data.DATABASE_CONNECTIONS ?? 10),
    secret: data.POIGNEE_SECRET ?? null,
    origin: data.POIGNEE_ORIGIN ?? null,
    proxies: Number(data.POIGNEE_PROXIES ?? 0),
  };
}
