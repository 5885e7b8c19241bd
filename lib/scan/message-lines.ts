import { foldText } from '../card/fold-text';

/** The first line of a message that another one quotes, or of its header. */
const QUOTED =
  /^(?:>|-{2,}\s*(?:original message|message d.origine|forwarded message|message transféré)|le .{4,60} a écrit\s*:|on .{4,60} wrote\s*:)/iu;
const SENDER = /^(?:de|from|expéditeur|sender)\s*:\s*(?=\S)/iu;
/** The other lines of a header, which name other people or nobody. */
const HEADER =
  /^(?:à|a|to|cc|cci|bcc|objet|subject|envoyé|sent|date|répondre à|reply-to|pièces? jointes?|attachments?)\s*:/iu;
/** Lines that close a message, or mark a signature. */
const CLOSING =
  /^(?:bonjour|salut|allo|hello|hi|dear|cher|chere|cordialement|sincerement|salutations|merci|bien a vous|au plaisir|best|best regards|regards|kind regards|thanks|sent from|envoye de|obtenir outlook|get outlook)\b/;

const isRule = (line: string) => /^[-_=*~ ]+$/.test(line);

/**
 * Returns the lines of a message that its sender wrote about themselves: its header names the sender, and what it quotes
 * is somebody else's.
 */
export function messageLines(text: string): string[] {
  const own: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (QUOTED.test(trimmed) || (SENDER.test(trimmed) && own.length > 0)) {
      // A forwarded message has nothing before it.
      if (own.length > 0) break;
      continue;
    }
    if (trimmed === '' || isRule(trimmed) || HEADER.test(trimmed) || CLOSING.test(foldText(trimmed))) continue;
    own.push(trimmed.replace(SENDER, ''));
  }
  return own;
}
