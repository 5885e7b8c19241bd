import { screenMetadata } from '@/app/screen-metadata';
import { BatchesScreen } from '@/components/print/batches-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'batches');

export default function Page() {
  return <BatchesScreen />;
}
