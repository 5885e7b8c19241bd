export { propertyValue } from '@/lib/vcard/json';
export { parseVcards, VcardReader } from '@/lib/vcard/read';
