/**
 * Copies markup to the clipboard, with a plain-text alternative. Resolves with `false` if the browser did not allow it.
 */
export async function copyRich(html: string, text: string): Promise<boolean> {
  if (copyOnCopyEvent(html, text)) return true;
  const blob = (content: string, type: string) => new Blob([content], { type });
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': blob(html, 'text/html'), 'text/plain': blob(text, 'text/plain') }),
    ]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Sets the clipboard content in a `copy` event (Clipboard API and events §7.1). The markup is copied unchanged, whereas
 * `navigator.clipboard.write` sanitises it under the page's policy, which removes its styles. The event requires a
 * selection.
 */
function copyOnCopyEvent(html: string, text: string): boolean {
  let isContentSet = false;
  const setContent = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return;
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    isContentSet = true;
  };
  const holder = document.createElement('div');
  holder.textContent = text;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  document.body.append(holder);
  const selection = window.getSelection();
  selection?.selectAllChildren(holder);
  document.addEventListener('copy', setContent);
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', setContent);
  selection?.removeAllRanges();
  holder.remove();
  return copied && isContentSet;
}
