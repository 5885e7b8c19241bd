export { cardJson } from '@/lib/vcard/json';
export { VcardReader } from '@/lib/vcard/read';
