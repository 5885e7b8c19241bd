import { screenMetadata } from '@/app/screen-metadata';
import { BatchesScreen } from '@/components/print/batches-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'batches');

export default function Page() {
  return <BatchesScreen />;
}
