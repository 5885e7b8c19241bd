import { screenMetadata } from '@/app/screen-metadata';
import { EditScreen } from '@/components/editor/edit-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'edit');

export default function Page() {
  return <EditScreen />;
}
