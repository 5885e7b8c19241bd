type Picked = { name?: string[]; tel?: string[]; email?: string[] };
type Picker = { select: (properties: string[], options: { multiple: boolean }) => Promise<Picked[]> };

const picker = (): Picker | null => (navigator as { contacts?: Picker }).contacts ?? null;

/** Contact Picker API: supported only by Chrome on Android so far. */
export const hasContactPicker = () => picker() !== null && 'ContactsManager' in window;

/**
 * Opens the device's contact picker and returns the chosen contacts as a contact file, or `null` if none was chosen.
 */
export async function pickContacts(): Promise<Blob | null> {
  const chosenContacts =
    (await picker()
      ?.select(['name', 'tel', 'email'], { multiple: true })
      .catch(() => [])) ?? [];
  const { serializeVcard } = await import('../../vcard/write');
  const { escapeComponents, escapeText } = await import('../../vcard/text');
  const { splitName } = await import('../../card/written-name');
  const line = (name: string, value: string) => ({ group: '', name, parameters: [], value: escapeText(value) });
  const cards = chosenContacts.map(({ name = [], tel = [], email = [] }) => {
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
