export { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
export { encodeSymbol } from '@/lib/qr/symbol';
export { linkCode } from '@/lib/share/link-code';
export { serializeContactFile } from '@/lib/vcard/contact-file';
export { CONTACTS } from '../support/contacts';
