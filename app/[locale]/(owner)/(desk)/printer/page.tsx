import { screenMetadata } from '@/app/screen-metadata';
import { PrinterScreen } from '@/components/print/printer-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'printer');

export default function Page() {
  return <PrinterScreen />;
}
