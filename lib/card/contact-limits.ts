/** The limits of a contact, whose card may come from any address book. */
export const CONTACT_LIMITS = { entries: 32, note: 20_000, wording: 600 } as const;
