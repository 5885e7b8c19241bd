import { screenMetadata } from '@/app/screen-metadata';
import { ReceiveScreen } from '@/components/book/receive-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'receive');

export default function Page() {
  return <ReceiveScreen />;
}
