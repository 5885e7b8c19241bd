import * as z from 'zod/mini';

const phraseFileSchema = z.object({
  format: z.literal('poignee-words'),
  version: z.literal(1),
  server: z.string().check(z.maxLength(200)),
  words: z.string().check(z.maxLength(400)),
});

/** The recovery phrase and its server, as a JSON file. */
export const serializePhraseFile = (words: readonly string[], server: string): string =>
  `${JSON.stringify({ format: 'poignee-words', version: 1, server, words: words.join(' ') }, null, 2)}\n`;

/** The phrase in such a file; `null` for any other file. */
export function parsePhraseFile(text: string): string | null {
  try {
    const parsed = phraseFileSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.words : null;
  } catch {
    return null;
  }
}
