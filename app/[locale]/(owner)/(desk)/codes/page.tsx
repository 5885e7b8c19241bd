import { screenMetadata } from '@/app/screen-metadata';
import { CodesScreen } from '@/components/codes/codes-screen';
import { isLocale, LOCALES } from '@/lib/i18n/locales';

export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ locale }));

export async function generateMetadata({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  return screenMetadata(isLocale(locale) ? locale : 'fr', 'codes');
}

export default function Page() {
  return <CodesScreen />;
}
