type Picked = { name?: string[]; tel?: string[]; email?: string[] };
type Picker = { select: (properties: string[], options: { multiple: boolean }) => Promise<Picked[]> };

const picker = (): Picker | null => (navigator as { contacts?: Picker }).contacts ?? null;

/** Contact Picker API: Chrome on Android, and nothing else so far. */
export const hasContactPicker = () => picker() !== null && 'ContactsManager' in window;

/** Those the person chose in the device's own list, as a contact file; `null` when the list was closed. */
export async function pickContacts(): Promise<Blob | null> {
  const chosen =
    (await picker()
      ?.select(['name', 'tel', 'email'], { multiple: true })
      .catch(() => [])) ?? [];
  const { serializeVcard } = await import('../../vcard/write');
  const { escapeComponents, escapeText } = await import('../../vcard/text');
  const { splitName } = await import('../../card/name');
  const line = (name: string, value: string) => ({ group: '', name, parameters: [], value: escapeText(value) });
  const cards = chosen.map(({ name = [], tel = [], email = [] }) => {
    const lines = [
      ...name.slice(0, 1).flatMap((text) => {
        const { familyNames = '', givenNames = '' } = splitName(text);
        return [{ ...line('N', ''), value: escapeComponents([familyNames, givenNames]) }, line('FN', text)];
      }),
      ...[...new Set(tel)].map((text) => line('TEL', text)),
      ...[...new Set(email)].map((text) => line('EMAIL', text)),
    ];
    return serializeVcard({ version: '3.0', properties: lines }, '3.0');
  });
  return cards.length === 0 ? null : new Blob(cards);
}
