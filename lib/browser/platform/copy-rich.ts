/** Puts markup in the clipboard, with its text for who pastes as text. `false` when this browser did not allow it. */
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
 * Answers the browser's own question of what to copy (Clipboard API and events §7.1): the markup goes as it is, where the
 * newer way has it cleaned under this page's policy, which takes its styles away. Something has to be selected.
 */
function copyOnCopyEvent(html: string, text: string): boolean {
  let handed = false;
  const hand = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return;
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
    handed = true;
  };
  const holder = document.createElement('div');
  holder.textContent = text;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  document.body.append(holder);
  const selection = window.getSelection();
  selection?.selectAllChildren(holder);
  document.addEventListener('copy', hand);
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', hand);
  selection?.removeAllRanges();
  holder.remove();
  return copied && handed;
}
