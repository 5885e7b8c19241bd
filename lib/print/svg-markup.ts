/** A tag, with its attributes by name in lower case. */
export type SvgElement = { name: string; attributes: Record<string, string>; isEnd: boolean; isEmpty: boolean };

/** Removes comments, processing instructions and the marks of CDATA; `null` when one does not end. */
export function withoutComments(file: string): string | null {
  let text = '';
  let at = 0;
  let [comment, instruction] = [file.indexOf('<!--'), file.indexOf('<?')];
  while (comment >= 0 || instruction >= 0) {
    const isComment = comment >= 0 && (instruction < 0 || comment < instruction);
    const [start, mark] = isComment ? [comment, '-->'] : [instruction, '?>'];
    const end = file.indexOf(mark, start);
    if (end < 0) return null;
    text += file.slice(at, start);
    at = end + mark.length;
    // A mark that is not found is not looked for again.
    if (comment >= 0 && comment < at) comment = file.indexOf('<!--', at);
    if (instruction >= 0 && instruction < at) instruction = file.indexOf('<?', at);
  }
  return (text + file.slice(at)).replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}

/** Tags of a document in order, without declarations and text. No pattern looks beyond the next tag. */
export function* elementsOf(svg: string): Generator<SvgElement> {
  for (const [, end = '', name = '', rest = '', empty = ''] of svg.matchAll(
    /<(\/?)([a-z_][\w:.-]{0,60})((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>/gi,
  ))
    yield { name, attributes: attributesIn(rest), isEnd: end !== '', isEmpty: empty !== '' };
}

function attributesIn(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const pattern = /\s*([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/gy;
  for (const [, key = '', double, single] of text.matchAll(pattern))
    attributes[key.toLowerCase()] = (double ?? single ?? '').trim();
  return attributes;
}
