export { parseCardFile } from '@/lib/card/card-file';
export { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
export { symbolPng } from '@/lib/qr/png';
export { symbolSvg } from '@/lib/qr/svg-document';
export { linkCode } from '@/lib/share/link-code';
