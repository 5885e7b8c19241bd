/** What a number is for, in the order of lists. A fax or a pager is not a telephone: it is never dialled. */
export const PHONE_KINDS = ['work', 'cell', 'home', 'main', 'workFax', 'homeFax', 'pager', 'other'] as const;
/** What an e-mail address or a postal address is for. */
export const PLACE_KINDS = ['work', 'home', 'other'] as const;
