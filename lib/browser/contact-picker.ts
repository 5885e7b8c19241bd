import type { ContactPatch } from '../card/contact';
import { CONTACT_LIMITS, LIMITS } from '../card/limits';
import { splitName } from '../card/name';
import type { RegionProfile } from '../i18n/locales';
import { newIdentifier } from './identifier';

type Picked = { name?: string[]; tel?: string[]; email?: string[] };
type Picker = { select: (properties: string[], options: { multiple: boolean }) => Promise<Picked[]> };

const picker = (): Picker | null => (navigator as { contacts?: Picker }).contacts ?? null;

/** Contact Picker API: Chrome on Android, and nothing else so far. */
export const hasContactPicker = () => picker() !== null && 'ContactsManager' in window;

/** Those the person chose in the device's own list; none when the list was closed. */
export async function pickContacts(profile: RegionProfile): Promise<ContactPatch[]> {
  const { readPhone } = await import('../i18n/phone');
  const chosen =
    (await picker()
      ?.select(['name', 'tel', 'email'], { multiple: true })
      .catch(() => [])) ?? [];
  return chosen.map(({ name = [], tel = [], email = [] }) => ({
    ...splitName((name[0] ?? '').slice(0, LIMITS.line)),
    phones: [...new Set(tel)].slice(0, CONTACT_LIMITS.entries).map((typed) => {
      const reading = readPhone(typed, profile);
      return {
        id: newIdentifier(),
        kind: 'cell' as const,
        number: reading?.number ?? typed.slice(0, LIMITS.line),
        extension: reading?.extension ?? '',
      };
    }),
    emails: [...new Set(email)]
      .slice(0, CONTACT_LIMITS.entries)
      .map((address) => ({ id: newIdentifier(), kind: 'work' as const, address: address.slice(0, LIMITS.line) })),
  }));
}
