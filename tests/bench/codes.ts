export { offlineCode } from '@/lib/qr/offline-payload';
export { bitsOf, optimalSegments } from '@/lib/qr/segments';
export { encodeSymbol } from '@/lib/qr/symbol';
export { cardLink, decimalFragment, encodeLink, textFragment } from '@/lib/share/card-link';
export { linkCode } from '@/lib/share/link-code';
export { LINK_MODEL } from '@/lib/share/link-model';
export { encodeRecord, modelBytes } from '@/lib/share/link-record';
export { serializeContactFile } from '@/lib/vcard/contact-file';
export { CONTACTS } from '../support/contacts';
