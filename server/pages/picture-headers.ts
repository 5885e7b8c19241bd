/** Headers of a card's pictures, which other sites may show beside a link to the card. */
export const PICTURE_HEADERS = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'",
};
