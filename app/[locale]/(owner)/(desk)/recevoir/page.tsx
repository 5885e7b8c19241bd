import { screenMetadata } from '@/app/screen-metadata';
import { ReceiveScreen } from '@/components/book/receive-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'receive');

export default function Page() {
  return <ReceiveScreen />;
}
