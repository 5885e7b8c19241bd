import { screenMetadata } from '@/app/screen-metadata';
import { PrintScreen } from '@/components/print/print-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'print');

export default function Page() {
  return <PrintScreen />;
}
