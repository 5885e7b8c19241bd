/** The first line of a message that another one quotes, or of its header. */
const QUOTED =
  /^(?:-{2,}\s*(?:original message|message d.origine|forwarded message|message transféré)|(?:le|on) .{4,200}(?:a écrit|wrote)\s*:)/iu;
const SENDER = /^(?:de|from|expéditeur|sender)\s*:\s*(?=\S)/iu;
/** The other lines of a header, which name other people or nobody. */
const HEADER =
  /^(?:à|a|to|cc|cci|bcc|objet|subject|envoyé|sent|date|répondre à|reply-to|pièces? jointes?|attachments?)\s*:/iu;
/** The formulas that open or close a message, alone or before a comma. */
const OPENING =
  /^(?:bonjour|bonsoir|salut|allô|allo|hello|hi|dear|cher|chère)(?:\s+\p{L}[\p{L}’'.-]*){0,3}\s*[,!.]?$/iu;
const FORMULA =
  /^(?:bonjour|bonsoir|salut|allô|allo|hello|hi|cordialement|bien cordialement|sincèrement|(?:mes |nos )?(?:meilleures )?salutations(?: distinguées| cordiales)?|merci(?: beaucoup| d’avance| d'avance| et bonne journée)?|bonne journée|bien à vous|au plaisir|best(?: regards| wishes)?|regards|kind regards|warm regards|sincerely|cheers|thanks(?: a lot)?|thank you)\s*(?:[,!.:]+\s*|$)/iu;
const DEVICE = /^(?:sent from|envoyé de|envoyé depuis|obtenir outlook|get outlook|télécharger outlook)\b/iu;

const isRule = (line: string) => /^[-_=*~ ]+$/.test(line);
/** Whether lines say how to reach somebody: what comes before a quoted message may be an answer alone. */
const canReach = (lines: readonly string[]) => lines.some((line) => /@|(?:\d[^\d]{0,3}){7}/.test(line));

/**
 * Returns the lines of a message that its sender wrote about themselves: its header names the sender, and what it quotes
 * is somebody else's.
 */
export function messageLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  let own: string[] = [];
  let isHeader = false;
  for (const [at, line] of lines.entries()) {
    // A quoted line among the answers.
    if (line.startsWith('>')) continue;
    const isQuote = QUOTED.test(line) || QUOTED.test(`${line} ${lines[at + 1] ?? ''}`.trim());
    const isSender = SENDER.test(line);
    if ((isQuote || isSender) && canReach(own)) break;
    // A forwarded message, or one under a short answer: its sender is the person.
    if (isQuote || isSender) own = [];
    const inHeader: boolean = isSender || (isHeader && HEADER.test(line));
    isHeader = inHeader || (isHeader && line !== '' && HEADER.test(line));
    const isOther = HEADER.test(line) && (isHeader || line.includes('@') || !/^(?:à|a)\s*:/i.test(line));
    if (line === '' || isRule(line) || (isOther && !isSender) || DEVICE.test(line) || (isQuote && !isSender)) continue;
    const isOpening = OPENING.test(line) && (own.length < 2 || /[,!]$/.test(line));
    // «Cordialement / Best regards»
    const areFormulas = line.split(/\s*\/\s*/).every((part) => part.replace(FORMULA, '') === '');
    const rest = isOpening || areFormulas ? '' : line.replace(FORMULA, '');
    if (rest !== '') own.push(rest.replace(SENDER, ''));
  }
  return own;
}
