/**
 * The maximum size of each property, in UTF-16 code units or in entries, so that fields, files and screens stay usable.
 */
export const LIMITS = {
  label: 40,
  line: 300,
  extension: 20,
  url: 500,
  note: 2000,
  entries: 8,
  languages: 12,
} as const;

/** iCloud rejects a contact whose picture is larger than 224 KB. */
export const PHOTO_MAX_BYTES = 224 * 1024;
export const PHOTO_SIDE_PX = 640;
export const LOGO_SIDE_PX = 640;
/** A longer drawing is not stored: its pixels are. */
export const DRAWING_MAX_CHARACTERS = 200_000;
/** A larger picture file is not opened: decoding it could crash the tab and lose unsaved input. */
export const PICTURE_FILE_MAX_BYTES = 64 * 1024 * 1024;
