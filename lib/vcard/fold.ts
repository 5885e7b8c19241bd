const MAX_OCTETS = 75;

/** Folds one content line at 75 octets, line break excluded, never inside a UTF-8 sequence. RFC 6350 §3.2. */
export function foldLine(line: string): string {
  const physicalLines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const length = utf8Length(character);
    if (octets + length > MAX_OCTETS) {
      physicalLines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += length;
  }
  physicalLines.push(current);
  return physicalLines.join('\r\n');
}

function utf8Length(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

/** RFC 6350 §3.2: removes each line break and the one space or tab after it. */
export const unfold = (run: string): string => run.replace(/\r?\n[ \t]?/g, '');
