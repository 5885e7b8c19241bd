/** How much a property may hold, in UTF-16 code units, so that a field, a file and a screen stay usable. */
export const LIMITS = {
  label: 40,
  line: 300,
  extension: 20,
  url: 500,
  note: 2000,
  entries: 8,
  languages: 12,
} as const;

/** The same for somebody else's card, which may come from any address book. */
export const CONTACT_LIMITS = { entries: 32, note: 20_000, wording: 600 } as const;

/** iCloud refuses a contact whose picture is larger than 224 KB. */
export const PHOTO_MAX_BYTES = 224 * 1024;
export const PHOTO_SIDE_PX = 640;
export const LOGO_SIDE_PX = 640;
/** A picture larger than this is not even opened: decoding it could end the tab and lose what is being typed. */
export const PICTURE_FILE_MAX_BYTES = 64 * 1024 * 1024;
