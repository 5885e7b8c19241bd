/** A picture of a card may be shown by another site, beside a link to the card. */
export const PICTURE_HEADERS = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'",
};
