/** Puts markup in the clipboard, with its text for who pastes as text. `false` when this browser did not allow it. */
export async function copyRich(html: string, text: string): Promise<boolean> {
  const blob = (content: string, type: string) => new Blob([content], { type });
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/html': blob(html, 'text/html'), 'text/plain': blob(text, 'text/plain') }),
    ]);
    return true;
  } catch {
    return copyBySelection(html);
  }
}

/** The older way, which some browsers still want: select what is to be copied, and copy it. */
function copyBySelection(html: string): boolean {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  document.body.append(holder);
  const selection = window.getSelection();
  selection?.selectAllChildren(holder);
  const copied = document.execCommand('copy');
  selection?.removeAllRanges();
  holder.remove();
  return copied;
}
