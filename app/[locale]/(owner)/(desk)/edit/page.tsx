import { screenMetadata } from '@/app/screen-metadata';
import { EditScreen } from '@/components/editor/edit-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'edit');

export default function Page() {
  return <EditScreen />;
}
