// Extensions specific to this app, which other readers ignore: vCard has no equivalent.

/** Of a NOTE that is the headline (vCard 4.0, which shows several notes). */
export const HEADLINE_PARAMETER = 'X-HEADLINE';
/** How many lines at the start of NOTE are the headline, and how many at its end repeat other properties. */
export const HEADLINE_LINES_PARAMETER = 'X-HEADLINE-LINES';
export const ADDED_LINES_PARAMETER = 'X-ADDED-LINES';
/** Of a TEL whose extension is in NOTE: which extension it is. */
export const EXTENSION_PARAMETER = 'X-EXTENSION';
export const PREFERRED_PROPERTY = 'X-PREFERRED-CONTACT';
/** The identifier of a contact of this app, beside the UID that another program gave to it. */
export const CONTACT_ID_PROPERTY = 'X-POIGNEE-ID';
