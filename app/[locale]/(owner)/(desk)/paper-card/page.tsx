import { screenMetadata } from '@/app/screen-metadata';
import { PaperCardScreen } from '@/components/book/paper-card-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'paperCard');

export default function Page() {
  return <PaperCardScreen />;
}
