import { PAINT_SHOW_SCRIPT } from '@/app/boot-script';
import { screenMetadata } from '@/app/screen-metadata';
import { ShowScreen } from '@/components/show/show-screen';
import '@/app/show.css';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'show');

export default function Page() {
  return <ShowScreen paintScript={PAINT_SHOW_SCRIPT} />;
}
