import { screenMetadata } from '@/app/screen-metadata';
import { PaperCardScreen } from '@/components/book/paper-card-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'paperCard');

export default function Page() {
  return <PaperCardScreen />;
}
