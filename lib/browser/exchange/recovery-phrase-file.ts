import * as z from 'zod/mini';

const wordsFileSchema = z.object({
  format: z.literal('poignee-words'),
  version: z.literal(1),
  server: z.string().check(z.maxLength(200)),
  words: z.string().check(z.maxLength(400)),
});

/** The twelve words in a file, and the server they are for. */
export const serializeWordsFile = (words: readonly string[], server: string): string =>
  `${JSON.stringify({ format: 'poignee-words', version: 1, server, words: words.join(' ') }, null, 2)}\n`;

/** The words of such a file; `null` for any other. */
export function readWordsFile(text: string): string | null {
  try {
    const parsed = wordsFileSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.words : null;
  } catch {
    return null;
  }
}
