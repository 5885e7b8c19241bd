import { screenMetadata } from '@/app/screen-metadata';
import { ScanScreen } from '@/components/book/scan-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'scan');

export default function Page() {
  return <ScanScreen />;
}
