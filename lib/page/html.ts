/** Markup that may stand in a document as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | null | readonly Markup[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags or in a quoted attribute. */
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** A template whose values are escaped, but for markup made by another. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const texts = parts.map((part) => {
    if (part === null) return '';
    if (part instanceof Markup) return part.text;
    if (typeof part === 'object') return part.map((one) => one.text).join('');
    return escapeHtml(String(part));
  });
  return new Markup(strings.map((string, index) => string + (texts[index] ?? '')).join(''));
}
