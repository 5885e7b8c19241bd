/**
 * A contact file as it is sent with a reply: pictures are what makes one large, so the lines of PHOTO, LOGO, SOUND and KEY go,
 * folded ones with them (RFC 6350 §3.2).
 */
export const withoutPictures = (text: string): string =>
  text.replace(/^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n)?/gim, '');
