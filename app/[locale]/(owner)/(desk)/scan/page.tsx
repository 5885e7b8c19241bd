import { screenMetadata } from '@/app/screen-metadata';
import { ScanScreen } from '@/components/book/scan-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'scan');

export default function Page() {
  return <ScanScreen />;
}
