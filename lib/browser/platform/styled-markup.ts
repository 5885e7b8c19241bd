/**
 * Puts markup of our own making in an element, people's words in it being escaped (lib/share/signature.ts), with the styles
 * it says: a page's policy does not let markup style itself, only code (CSP Level 3 §6.7.3.4).
 */
export function setStyledMarkup(holder: HTMLElement, html: string): void {
  holder.innerHTML = html.replaceAll(' style="', ' data-style="');
  for (const element of holder.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset.style ?? '';
    delete element.dataset.style;
  }
}
