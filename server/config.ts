import { isAbsolute, resolve } from 'node:path';
import * as z from 'zod/mini';

const checkedString = (rule: z.core.$ZodCheck<string>) => z.string().check(rule);

/** Environment variables. All have defaults, except those that only a distributed server needs. */
const environmentSchema = z.object({
  POIGNEE_DATA: z.optional(checkedString(z.minLength(1))),
  DATABASE_URL: z.optional(checkedString(z.regex(/^postgres(?:ql)?:\/\/.+/))),
  DATABASE_CONNECTIONS: z.optional(checkedString(z.regex(/^[1-9]\d{0,2}$/))),
  POIGNEE_SECRET: z.optional(checkedString(z.minLength(32))),
  POIGNEE_ORIGIN: z.optional(checkedString(z.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/))),
  POIGNEE_PROXIES: z.optional(checkedString(z.regex(/^\d$/))),
  POIGNEE_VISITS_PORT: z.optional(checkedString(z.regex(/^[1-9]\d{3,4}$/))),
  POIGNEE_PUSH_ORIGINS: z.optional(
    checkedString(z.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:,https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)*$/)),
  ),
  POIGNEE_REGISTRATION: z.optional(z.enum(['open', 'closed'])),
  POIGNEE_MAX_CARDS: z.optional(checkedString(z.regex(/^[1-9]\d{0,8}$/))),
  POIGNEE_MAX_MEGABYTES: z.optional(checkedString(z.regex(/^[1-9]\d{0,8}$/))),
});

const EXPECTED: Record<string, string> = {
  POIGNEE_DATA: 'a folder that this process can write to',
  DATABASE_URL: 'postgresql://user:password@host:5432/database',
  DATABASE_CONNECTIONS: 'a number from 1 to 999',
  POIGNEE_SECRET: 'at least 32 random characters, the same for every process',
  POIGNEE_ORIGIN: 'the public address of the server, without a path: https://example.org',
  POIGNEE_PROXIES: 'the number of proxies in front of this process, 0 to 9',
  POIGNEE_VISITS_PORT: 'a UDP port on the loopback interface, 1024 to 65535',
  POIGNEE_PUSH_ORIGINS: 'the origins of further push services, separated by commas: https://push.example.org',
  POIGNEE_REGISTRATION: 'open or closed',
  POIGNEE_MAX_CARDS: 'the maximum number of cards, 1 or more',
  POIGNEE_MAX_MEGABYTES: 'the maximum size of the database in megabytes, 1 or more',
};

export type Config = {
  dataFolder: string;
  databaseUrl: string | null;
  connections: number;
  /** `null`: stored in a file of the data folder. */
  secret: string | null;
  /** `null`: taken from each request, only for a server without a proxy in front of it. */
  origin: string | null;
  /** How many entries at the end of X-Forwarded-For were added by our own proxies. */
  proxies: number;
  /** UDP port on which a caching proxy reports the pages it served; `null` without such a proxy. */
  visitsPort: number | null;
  /** Push services besides those of the well-known browsers, as origins. */
  pushOrigins: readonly string[];
  /** `closed`: existing cards are served and can be changed, new cards are rejected. */
  registration: 'open' | 'closed';
  /** `null`: no limit. */
  maxCards: number | null;
  maxBytes: number | null;
};

/**
 * Parses the environment variables. Throws an error with one line per invalid variable, with its name and the expected
 * value.
 */
export function readConfig(environment: Record<string, string | undefined>, folder: string): Config {
  const variables = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name in EXPECTED && value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(variables);
  const problems = parsed.success
    ? []
    : [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map(
        (name) => `${name} is not usable: expected ${EXPECTED[name]}.`,
      );
  if (parsed.success && parsed.data.DATABASE_URL !== undefined && parsed.data.POIGNEE_SECRET === undefined)
    problems.push(`POIGNEE_SECRET is needed with DATABASE_URL: ${EXPECTED.POIGNEE_SECRET}.`);
  // Behind a caching proxy, a forged Host header would end up in the page that everyone gets.
  const isProxied = Number(variables.POIGNEE_PROXIES ?? 0) > 0 || variables.POIGNEE_VISITS_PORT !== undefined;
  if (parsed.success && isProxied && parsed.data.POIGNEE_ORIGIN === undefined)
    problems.push(`POIGNEE_ORIGIN is needed with POIGNEE_PROXIES: ${EXPECTED.POIGNEE_ORIGIN}.`);
  if (Number(variables.POIGNEE_VISITS_PORT ?? 0) > 65_535)
    problems.push(`POIGNEE_VISITS_PORT is not usable: expected ${EXPECTED.POIGNEE_VISITS_PORT}.`);
  if (parsed.success && parsed.data.POIGNEE_ORIGIN !== undefined && !URL.canParse(parsed.data.POIGNEE_ORIGIN))
    problems.push(`POIGNEE_ORIGIN is not usable: expected ${EXPECTED.POIGNEE_ORIGIN}.`);
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
    visitsPort: data.POIGNEE_VISITS_PORT === undefined ? null : Number(data.POIGNEE_VISITS_PORT),
    pushOrigins: data.POIGNEE_PUSH_ORIGINS?.split(',') ?? [],
    registration: data.POIGNEE_REGISTRATION ?? 'open',
    maxCards: data.POIGNEE_MAX_CARDS === undefined ? null : Number(data.POIGNEE_MAX_CARDS),
    maxBytes: data.POIGNEE_MAX_MEGABYTES === undefined ? null : Number(data.POIGNEE_MAX_MEGABYTES) * 1_000_000,
  };
}
